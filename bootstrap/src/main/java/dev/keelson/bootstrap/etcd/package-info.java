/** Members, snapshots and status of etcd. */
@NullMarked
package dev.keelson.bootstrap.etcd;

import org.jspecify.annotations.NullMarked;
