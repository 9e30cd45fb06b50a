package org.haidang.vision;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.haidang.vision.worker.Request;
import org.haidang.vision.worker.Response;

/** A worker process that does as the asked width says. */
public final class FakeWorker {

    static final int ECHO = 100;
    static final int HANG = 101;
    static final int DIE = 102;
    static final int BABBLE = 103;
    static final int CHATTER = 104;

    private FakeWorker() {}

    public static void main(String[] args) throws Exception {
        DataInputStream in = new DataInputStream(System.in);
        DataOutputStream out = new DataOutputStream(System.out);
        new Response(Response.READY, true, new byte[0]).write(out);
        while (true) {
            Request request = Request.read(in);
            act(request, out);
        }
    }

    private static void act(Request request, DataOutputStream out)
            throws IOException, InterruptedException {
        switch (request.maxWidthPx()) {
            case HANG -> new CountDownLatch(1).await();
            case DIE -> Runtime.getRuntime().halt(139);
            case BABBLE -> {
                out.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
                out.flush();
            }
            case CHATTER -> {
                for (int i = 0; i < 50_000; i++) {
                    System.err.println("line " + i + " of a worker that talks too much");
                }
                new Response(request.id(), true, request.picture()).write(out);
            }
            default -> new Response(request.id(), true, request.picture()).write(out);
        }
    }
}
