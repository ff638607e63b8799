/** What a person or a pipe reads: tree, lines, JSON, tables. The only user of System.out. */
@NullMarked
package dev.keelson.cli.console;

import org.jspecify.annotations.NullMarked;
