/**
 * Puts the distribution together at Maven's package phase: the program's jars, a Java runtime of
 * the modules it needs, a class archive per role, and the tarball of it all.
 *
 * <p>Run from source, so it is no part of what it packs.
 */
package dev.keelson.distribution;
