package org.haidang.vision.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The answer to one {@link Request}, or with id {@link #READY} the word that the worker has loaded
 * its native code and waits.
 *
 * <pre>
 * int id | byte ok | int size, bytes
 * </pre>
 *
 * @param id of the request
 * @param ok whether {@code body} is a JPEG; else it is one English phrase in UTF-8
 * @param body as above, up to {@link #MAX_BYTES}
 */
public record Response(int id, boolean ok, byte[] body) {

    /** The largest answer taken. */
    public static final int MAX_BYTES = 16 << 20;

    /** Ids of requests start after it. */
    public static final int READY = 0;

    /** That it did not work, and why. */
    public static Response failure(int id, String why) {
        return new Response(id, false, why.getBytes(StandardCharsets.UTF_8));
    }

    /** The phrase of an answer that is not ok. */
    public String why() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Writes and flushes it. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(id);
        out.writeBoolean(ok);
        out.writeInt(body.length);
        out.write(body);
        out.flush();
    }

    /**
     * Reads one.
     *
     * @throws java.io.EOFException when the worker has gone
     * @throws IOException when a size is out of its bounds
     */
    public static Response read(DataInputStream in) throws IOException {
        int id = in.readInt();
        boolean ok = in.readBoolean();
        int size = in.readInt();
        if (size < 0 || size > MAX_BYTES) {
            throw new IOException("answer of " + size + " bytes");
        }
        byte[] body = new byte[size];
        in.readFully(body);
        return new Response(id, ok, body);
    }
}
