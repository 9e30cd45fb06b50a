package org.haidang.server.configure;

/**
 * What somebody wants to be set.
 *
 * @param base what he saw as he decided; when something else holds, nothing is done
 */
public record SettingsChange(RecordingSettings base, RecordingSettings wanted) {}
