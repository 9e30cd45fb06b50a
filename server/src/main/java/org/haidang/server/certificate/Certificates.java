package org.haidang.server.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.haidang.server.settings.Settings;

/** Where the certificate and its key lie. */
public final class Certificates {
    /** PEM files. */
    public record Files(Path certificate, Path key) {}

    private Certificates() {}

    /**
     * The files of the settings; self-signed ones are made when they are missing or soon too old.
     */
    public static Files files(Settings settings) {
        Settings.Tls tls = settings.tls();
        Path certificate = tls.certificate();
        Path key = tls.key();
        if (tls.mode() == Settings.TlsMode.FILES && certificate != null && key != null) {
            return new Files(certificate, key);
        }
        Files own =
                new Files(
                        settings.data().resolve("tls-certificate.pem"),
                        settings.data().resolve("tls-key.pem"));
        try {
            SelfSigned.ensure(own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return own;
    }
}
