/** Tests of what is shown. */
@NullMarked
package dev.keelson.cli.console;

import org.jspecify.annotations.NullMarked;
