/**
 * The base of all expected failures and the exit statuses they end in. Each exception lives beside
 * its subject.
 */
@NullMarked
package dev.keelson.bootstrap.failure;

import org.jspecify.annotations.NullMarked;
