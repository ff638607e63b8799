/** The program: Main and its exit codes. */
@NullMarked
package dev.keelson.cli;

import org.jspecify.annotations.NullMarked;
