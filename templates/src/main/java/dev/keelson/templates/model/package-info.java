/** The view records that the templates read; line 1 of every template names its record. */
@NullMarked
package dev.keelson.templates.model;

import org.jspecify.annotations.NullMarked;
