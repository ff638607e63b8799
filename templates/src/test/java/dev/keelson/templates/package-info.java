/** Tests of the templates. */
@NullMarked
package dev.keelson.templates;

import org.jspecify.annotations.NullMarked;
