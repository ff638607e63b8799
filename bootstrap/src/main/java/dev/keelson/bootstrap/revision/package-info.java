/**
 * Immutable snapshots of the desired node: parts, revision records, the content-addressed object
 * store and the revision log.
 */
@NullMarked
package dev.keelson.bootstrap.revision;

import org.jspecify.annotations.NullMarked;
