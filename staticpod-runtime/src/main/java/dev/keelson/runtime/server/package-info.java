/** The local API on a unix socket and the node API on 10250: routes and authentication. */
@NullMarked
package dev.keelson.runtime.server;

import org.jspecify.annotations.NullMarked;
