package org.haidang.vision;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Carries what a worker prints on its error stream into the log, line by line; long lines are cut
 * and after a number of lines the rest is only read away, so that a noisy worker fills neither log
 * nor pipe.
 */
final class StderrLog implements Runnable {

    private static final System.Logger LOG = System.getLogger(StderrLog.class.getName());
    private static final int MAX_LINE_BYTES = 500;
    private static final int MAX_LINES = 200;

    private final InputStream stderr;
    private final long pid;
    private final byte[] line = new byte[MAX_LINE_BYTES];
    private int length;
    private int lines;

    StderrLog(InputStream stderr, long pid) {
        this.stderr = stderr;
        this.pid = pid;
    }

    @Override
    public void run() {
        byte[] chunk = new byte[1024];
        try {
            for (int count = stderr.read(chunk); count > 0; count = stderr.read(chunk)) {
                for (int i = 0; i < count; i++) {
                    take(chunk[i]);
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "picture worker " + pid + ": error stream ended", e);
        }
        end();
    }

    private void take(byte octet) {
        if (octet == '\n') {
            end();
        } else if (length < MAX_LINE_BYTES) {
            line[length++] = octet;
        }
    }

    private void end() {
        if (length > 0 && lines < MAX_LINES) {
            lines++;
            String text = new String(line, 0, length, StandardCharsets.UTF_8);
            LOG.log(System.Logger.Level.WARNING, "picture worker " + pid + ": " + printable(text));
        }
        length = 0;
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
