/** The commands as picocli classes: flags only. */
@NullMarked
package dev.keelson.cli.command;

import org.jspecify.annotations.NullMarked;
