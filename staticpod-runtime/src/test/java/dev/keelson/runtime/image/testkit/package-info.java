/** Makes layers, images and archives for tests, good ones and bad ones. */
@NullMarked
package dev.keelson.runtime.image.testkit;

import org.jspecify.annotations.NullMarked;
