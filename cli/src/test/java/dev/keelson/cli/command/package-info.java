/** Tests of the commands as a person types them. */
@NullMarked
package dev.keelson.cli.command;

import org.jspecify.annotations.NullMarked;
