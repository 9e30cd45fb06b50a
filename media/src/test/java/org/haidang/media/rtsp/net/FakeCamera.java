package org.haidang.media.rtsp.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.RtspFramer;
import org.haidang.media.rtsp.RtspMessage;
import org.haidang.media.rtsp.RtspRequest;
import org.haidang.media.rtsp.RtspResponse;
import org.jspecify.annotations.Nullable;

/**
 * A camera on loopback that behaves well by itself and, method by method, as badly as a test's
 * script says, to the byte.
 */
final class FakeCamera implements AutoCloseable {

    /** What the camera does with one request. */
    interface Script {
        void run(Talk talk, RtspRequest request) throws IOException;
    }

    final List<RtspRequest> requests = new CopyOnWriteArrayList<>();
    final List<Talk> talks = new CopyOnWriteArrayList<>();
    final AtomicInteger receiverReports = new AtomicInteger();
    volatile String sdp = TestStream.sdp();
    volatile int pictureMs = 20;
    volatile boolean muted;

    private final ServerSocket server;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private volatile boolean closed;

    FakeCamera() {
        this(0);
    }

    FakeCamera(int port) {
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "rtsp://127.0.0.1:" + port() + "/live";
    }

    /** In place of the well-behaved answer to a method. */
    FakeCamera when(String method, Script script) {
        scripts.put(method, script);
        return this;
    }

    /** Well-behaved again. */
    void heal(String method) {
        scripts.remove(method);
    }

    /** Answers with these bytes; {@code {cseq}} stands for the number of the request. */
    FakeCamera answers(String method, String bytes) {
        return when(method, (talk, request) -> talk.write(bytes, request));
    }

    long count(String method) {
        return requests.stream().filter(r -> r.method().equals(method)).count();
    }

    /** Cuts every connection, as a reboot does. */
    void hangUp() {
        talks.forEach(Talk::close);
    }

    private void accept() {
        while (!closed) {
            try {
                Talk talk = new Talk(server.accept());
                talks.add(talk);
                Thread.ofVirtual().start(talk::run);
            } catch (IOException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hangUp();
    }

    /** One connection. */
    final class Talk implements RtspFramer.Sink {
        private final Socket socket;
        private final OutputStream out;
        private final Map<Integer, InetSocketAddress> udpTargets = new ConcurrentHashMap<>();
        private volatile boolean playing;
        private volatile boolean ended;
        private volatile @Nullable DatagramSocket udp;

        Talk(Socket socket) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
        }

        void run() {
            byte[] buffer = new byte[256 * 1024];
            int filled = 0;
            var framer = new RtspFramer();
            try (InputStream in = socket.getInputStream()) {
                for (int n = in.read(buffer, filled, 8192);
                        n >= 0;
                        n = in.read(buffer, filled, 8192)) {
                    filled += n;
                    int rest = framer.consume(buffer, 0, filled, this);
                    System.arraycopy(buffer, rest, buffer, 0, filled - rest);
                    filled -= rest;
                }
            } catch (SocketException e) {
                // closed by one side, as tests do
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (MalformedInputException e) {
                throw new IllegalStateException(e);
            } finally {
                close();
            }
        }

        @Override
        public void onInterleaved(int channel, byte[] buffer, int offset, int length) {
            receiverReports.incrementAndGet();
        }

        @Override
        public void onMessage(RtspMessage message) {
            if (!(message instanceof RtspRequest request)) {
                return;
            }
            requests.add(request);
            try {
                Script script = scripts.get(request.method());
                if (script != null) {
                    script.run(this, request);
                } else {
                    behave(request);
                }
            } catch (IOException e) {
                close();
            }
        }

        /** What a good camera does. */
        void behave(RtspRequest request) throws IOException {
            RtspResponse ok = RtspResponse.to(request, 200, "OK");
            switch (request.method()) {
                case "OPTIONS" ->
                        write(
                                ok.with(
                                        "Public",
                                        "OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN,"
                                                + " GET_PARAMETER"));
                case "DESCRIBE" -> write(ok.withBody("application/sdp", sdp));
                case "SETUP" -> setUp(request, ok);
                case "PLAY" -> {
                    write(ok.with("Session", "12345678"));
                    play();
                }
                case "TEARDOWN" -> {
                    playing = false;
                    write(ok);
                }
                default -> write(ok);
            }
        }

        private void setUp(RtspRequest request, RtspResponse ok) throws IOException {
            String transport = String.valueOf(request.headers().first("Transport"));
            String answer = transport;
            if (transport.contains("client_port=")) {
                String ports = transport.substring(transport.indexOf("client_port=") + 12);
                int port = Integer.parseInt(ports.substring(0, ports.indexOf('-')));
                int from = openUdp(port);
                answer = transport + ";server_port=" + from + "-" + (from + 1);
            }
            write(ok.with("Transport", answer).with("Session", "12345678;timeout=60"));
        }

        /** Pictures go to this port from now on; returns where they come from. */
        int openUdp(int clientPort) throws IOException {
            return sendFrom(InetAddress.getLoopbackAddress(), clientPort);
        }

        /** As {@link #openUdp}, from another address of this machine. */
        int sendFrom(InetAddress source, int clientPort) throws IOException {
            udpTargets.put(0, new InetSocketAddress(socket.getInetAddress(), clientPort));
            DatagramSocket opened = udp;
            if (opened == null) {
                opened = new DatagramSocket(0, source);
                udp = opened;
            }
            return opened.getLocalPort();
        }

        /** Sends pictures from now on. */
        void play() {
            playing = true;
            Thread.ofVirtual().start(this::sendPictures);
        }

        private void sendPictures() {
            TestStream stream = new TestStream(0x1234, 100);
            while (playing && !ended) {
                if (!muted) {
                    for (byte[] packet : stream.nextPicture()) {
                        sendMedia(packet);
                    }
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pictureMs));
            }
        }

        /** Sends audio of the second track until the connection ends. */
        void sendAudio() {
            for (int i = 0; !ended; i++) {
                try {
                    write(TestStream.frame(2, TestStream.audio(i, 99)));
                } catch (IOException e) {
                    close();
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }

        /** One RTP packet of the first track. */
        void sendMedia(byte[] packet) {
            try {
                DatagramSocket datagrams = udp;
                if (datagrams != null) {
                    datagrams.send(new DatagramPacket(packet, packet.length, udpTargets.get(0)));
                } else {
                    write(TestStream.frame(0, packet));
                }
            } catch (IOException e) {
                close();
            }
        }

        /** Our RTP port of the first track. */
        int clientPort() {
            InetSocketAddress target = udpTargets.get(0);
            return target == null ? -1 : target.getPort();
        }

        void write(RtspMessage message) throws IOException {
            write(message.encode());
        }

        void write(String text, RtspRequest request) throws IOException {
            write(
                    text.replace("{cseq}", Long.toString(request.cseq()))
                            .getBytes(StandardCharsets.UTF_8));
        }

        synchronized void write(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        void close() {
            ended = true;
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            DatagramSocket datagrams = udp;
            if (datagrams != null) {
                datagrams.close();
            }
        }
    }
}
