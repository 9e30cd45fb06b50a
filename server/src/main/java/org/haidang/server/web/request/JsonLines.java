package org.haidang.server.web.request;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer of one JSON object a line, each sent at once. It begins with the first line: what is
 * refused before it is refused as a problem.
 */
public final class JsonLines {
    private final HttpServletResponse response;
    private final JsonMapper json;
    private boolean begun;

    public JsonLines(HttpServletResponse response, JsonMapper json) {
        this.response = response;
        this.json = json;
    }

    /**
     * @throws UncheckedIOException when the asker has left
     */
    public synchronized void write(Object line) {
        try {
            if (!begun) {
                begun = true;
                response.setContentType("application/x-ndjson");
                response.setHeader("Cache-Control", "no-store");
                response.setHeader("X-Accel-Buffering", "no");
            }
            OutputStream out = response.getOutputStream();
            out.write(json.writeValueAsBytes(line));
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
