package org.haidang.server.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haidang.server.settings.Settings;
import org.haidang.server.settings.SettingsException;
import org.haidang.server.settings.SettingsReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which every command finds its settings. */
final class SettingsOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "settings file (YAML); without it the defaults and HAIDANG_... variables")
    @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder of database, keys and recordings (default haidang-data)")
    @Nullable Path data;

    Settings read(Map<String, String> more) {
        Path file = config;
        if (file != null && !java.nio.file.Files.isReadable(file)) {
            throw new SettingsException(List.of(file + " cannot be read"));
        }
        Map<String, String> overrides = new LinkedHashMap<>(more);
        if (data != null) {
            overrides.put("data", data.toString());
        }
        return SettingsReader.read(file, System.getenv(), overrides);
    }
}
