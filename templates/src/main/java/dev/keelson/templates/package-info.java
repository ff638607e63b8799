/**
 * Manifest templates and the renderer: text in, text out. Knows neither files nor the network;
 * FreeMarker and SnakeYAML stop here.
 */
@NullMarked
package dev.keelson.templates;

import org.jspecify.annotations.NullMarked;
