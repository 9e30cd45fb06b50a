package org.haidang.camerafarm;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A process that plays N cameras of a farm over TCP and throws all away, in sweeps of 100 ms so
 * that it takes little of the processor itself. Its arguments: an address with {@code %04d} for the
 * camera's number, and N. It prints nothing and ends when its standard input closes.
 */
final class DiscardingReader {

    private static final int SWEEP_MS = 100;
    private static final int RECEIVE_BUFFER = 4 << 20;
    private static final int ANSWER_BYTES = 4_096;
    private static final int READ_BYTES = 1 << 20;

    private DiscardingReader() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Thread end =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                System.in.skip(Long.MAX_VALUE);
                                while (System.in.read() >= 0) {}
                            } catch (IOException e) {
                                // Ends as well.
                            }
                            System.exit(0);
                        });
        Selector selector = Selector.open();
        int count = Integer.parseInt(args[1]);
        for (int i = 1; i <= count; i++) {
            play(args[0].formatted(i)).register(selector, SelectionKey.OP_READ);
        }
        ByteBuffer ignored = ByteBuffer.allocateDirect(READ_BYTES);
        while (end.isAlive()) {
            selector.selectNow();
            for (SelectionKey key : selector.selectedKeys()) {
                ignored.clear();
                if (((SocketChannel) key.channel()).read(ignored) < 0) {
                    key.cancel();
                }
            }
            selector.selectedKeys().clear();
            end.join(SWEEP_MS);
        }
    }

    private static SocketChannel play(String address) throws IOException {
        URI uri = URI.create(address);
        SocketChannel channel = SocketChannel.open();
        channel.setOption(java.net.StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
        channel.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        String answer =
                ask(
                        channel,
                        "SETUP",
                        address + "/trackID=0",
                        "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n");
        int start = answer.indexOf("Session: ") + "Session: ".length();
        String session = answer.substring(start, answer.indexOf(';', start));
        ask(channel, "PLAY", address, "Session: " + session + "\r\n");
        channel.configureBlocking(false);
        return channel;
    }

    private static String ask(SocketChannel channel, String method, String address, String headers)
            throws IOException {
        String request = method + " " + address + " RTSP/1.0\r\nCSeq: 1\r\n" + headers + "\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        ByteBuffer answer = ByteBuffer.allocate(ANSWER_BYTES);
        String text = "";
        // Pictures may follow the answer in the same read; they are thrown away with it.
        while (!text.contains("\r\n\r\n")) {
            if (!answer.hasRemaining() || channel.read(answer) < 0) {
                throw new IOException("no answer to " + method + " " + address);
            }
            text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
        }
        return text;
    }
}
