package org.haidang.vision.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * The worker program. It ends when its input ends: when the parent closes it, or has died however
 * suddenly.
 */
public final class Main {

    private static final int BUFFER_SIZE = 1 << 16;

    private Main() {}

    /**
     * Takes no arguments. Exit status 0 at the end of the input, 1 when the input makes no sense.
     */
    public static void main(String[] args) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, BUFFER_SIZE));
        FileOutputStream stdout = new FileOutputStream(FileDescriptor.out);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stdout, BUFFER_SIZE));
        // Whatever else prints must not get between the answers.
        System.setOut(System.err);
        PictureToJpeg pictures = new PictureToJpeg();
        new Response(Response.READY, true, new byte[0]).write(out);
        try {
            while (true) {
                Request request = Request.read(in);
                answer(pictures, request).write(out);
            }
        } catch (EOFException end) {
            System.exit(0);
        } catch (IOException e) {
            System.err.println("input makes no sense: " + e.getMessage());
            System.exit(1);
        }
    }

    private static Response answer(PictureToJpeg pictures, Request request) {
        try {
            byte[] jpeg = pictures.jpeg(request);
            return jpeg.length <= Response.MAX_BYTES
                    ? new Response(request.id(), true, jpeg)
                    : Response.failure(request.id(), "JPEG of " + jpeg.length + " bytes");
        } catch (DecodeFailedException e) {
            return Response.failure(request.id(), String.valueOf(e.getMessage()));
        }
    }
}
