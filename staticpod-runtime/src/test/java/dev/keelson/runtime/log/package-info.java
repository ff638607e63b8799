/** Tests of logs. */
@NullMarked
package dev.keelson.runtime.log;

import org.jspecify.annotations.NullMarked;
