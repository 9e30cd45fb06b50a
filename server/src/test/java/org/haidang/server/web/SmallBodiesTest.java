package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SmallBodiesTest {
    private final URI server = URI.create(TestServer.shared().url);

    private String headers(String start, String more) {
        return start + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n" + more + "\r\n";
    }

    /** A login whose body is still to come. */
    private String announced(int bytes, String more) {
        return headers(
                "POST /api/v1/session",
                "Content-Type: application/json\r\nContent-Length: " + bytes + "\r\n" + more);
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** What has come within a moment, which may be nothing. */
    private static String heard(Socket socket) throws IOException {
        socket.setSoTimeout(300);
        StringBuilder heard = new StringBuilder();
        byte[] block = new byte[1 << 14];
        try {
            InputStream in = socket.getInputStream();
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                heard.append(new String(block, 0, read, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketTimeoutException e) {
            // All that has come.
        }
        return heard.toString();
    }

    private static String all(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Refused for its missing token, which is known before the body is there. */
    @Test
    void aBodyThatComesLaterDoesNotCostTheConnection() throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            OutputStream out = socket.getOutputStream();
            send(out, announced(2, ""));
            String first = heard(socket);
            send(out, "{}");
            send(out, headers("GET /health", "Connection: close\r\n"));
            String answers = first + all(socket);
            assertThat(answers).startsWith("HTTP/1.1 403 ").contains("HTTP/1.1 200 ");
        }
    }

    @Test
    void aBodyThatNeverComesEndsNothingButItsOwnConnection() throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            OutputStream out = socket.getOutputStream();
            send(out, announced(9, ""));
            send(out, "{}");
            socket.shutdownOutput();
            assertThat(all(socket)).doesNotContain("HTTP/1.1 200 ");
        }
    }

    /** Whoever asks first is refused before it sends. */
    @Test
    void whoWaitsToSendIsNotKeptWaiting() throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            send(
                    socket.getOutputStream(),
                    announced(2, "Expect: 100-continue\r\nConnection: close\r\n"));
            assertThat(all(socket)).startsWith("HTTP/1.1 403 ");
        }
    }
}
