/** The distribution that Maven packaged, as the end-to-end tests find it. */
@NullMarked
package dev.keelson.e2e.distribution;

import org.jspecify.annotations.NullMarked;
