/**
 * Nodes of their own on this machine, made of namespaces: the default paths and ports are private,
 * a power cut is one kill, and no container engine is needed. Needs root.
 */
@NullMarked
package dev.keelson.e2e.testnode;

import org.jspecify.annotations.NullMarked;
