package org.haidang.server.program;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Which program this is. */
public final class Version {
    private static final String TEXT = load();

    private Version() {}

    private static String load() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            // An unknown version is no reason not to record.
            return "unknown";
        }
        return properties.getProperty("version", "unknown");
    }

    public static String text() {
        return TEXT;
    }
}
