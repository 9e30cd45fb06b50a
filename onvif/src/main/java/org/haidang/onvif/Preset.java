package org.haidang.onvif;

/**
 * A view that a camera has been told to remember.
 *
 * @param token the device's name for it
 * @param name for people; may be empty
 */
public record Preset(String token, String name) {}
