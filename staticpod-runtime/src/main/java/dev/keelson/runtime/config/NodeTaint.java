package dev.keelson.runtime.config;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A taint of the Node object. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NodeTaint(String key, String value, String effect) {}
