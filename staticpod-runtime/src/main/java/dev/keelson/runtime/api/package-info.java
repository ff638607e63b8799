/** The records of the local API and its client. */
@NullMarked
package dev.keelson.runtime.api;

import org.jspecify.annotations.NullMarked;
