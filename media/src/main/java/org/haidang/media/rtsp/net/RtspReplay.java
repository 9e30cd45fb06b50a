package org.haidang.media.rtsp.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.haidang.media.MalformedInputException;
import org.haidang.media.clock.MediaClock;
import org.haidang.media.rtp.ReplayStamp;
import org.haidang.media.rtp.TrackListener;
import org.haidang.media.rtp.TrackReceiver;
import org.haidang.media.rtsp.CameraMemory;
import org.haidang.media.rtsp.ClientLogin;
import org.haidang.media.rtsp.Conversation;
import org.haidang.media.rtsp.ConversationActions;
import org.haidang.media.rtsp.ConversationSettings;
import org.haidang.media.rtsp.MediaTrack;
import org.haidang.media.rtsp.ReplayRange;
import org.haidang.media.rtsp.RtspFramer;
import org.haidang.media.rtsp.RtspMessage;
import org.haidang.media.rtsp.RtspUri;
import org.haidang.media.rtsp.TrackSetup;
import org.haidang.media.rtsp.TransportChoice;
import org.haidang.media.sdp.Sdp;
import org.haidang.media.source.FailureReason;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;
import org.jspecify.annotations.Nullable;

/**
 * Fetches once what a device has recorded of a stretch of time, over TCP: as fast as it is taken
 * and a budget allows, so that a slow disk or a narrow line makes the device wait and nothing is
 * lost. Times come from what the device writes beside each packet and never from when it arrives.
 *
 * <p>Blocks in {@link #run}; made for a thread of its own. {@link #close} may be called from any
 * thread and breaks it off.
 */
public final class RtspReplay implements Closeable {

    /** Connections of one attempt: a login that hangs up, redirects. */
    private static final int MAX_CALLS = 6;

    /** How often time passes for the conversation. */
    private static final int TICK_MS = 200;

    private static final int BUFFER_BYTES = 256 * 1024;

    /** Small, so that the device waits for us and not the network's buffers. */
    private static final int SOCKET_BUFFER_BYTES = 256 * 1024;

    /** Packets of a device that writes no times beside them are not waited through for longer. */
    private static final int MAX_UNSTAMPED = 2_000;

    /** Recorded time behind the asked one that is taken before a device is cut off. */
    private static final Duration OVERRUN = Duration.ofSeconds(30);

    /** The last picture of all may be marked as such from its first packet on. */
    private static final long SILENCE_AFTER_LAST_NS = 1_000_000_000L;

    /** In the second byte of a packet: a picture ends with it (RFC 3550 section 5.1). */
    private static final int MARKER = 0x80;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Why it ended when nothing went wrong. */
    public enum End {
        /** The device has played all it has of that time. */
        PLAYED,
        /** The listener wanted no more. */
        ENOUGH
    }

    private final RtspSourceConfig config;
    private final ReplayRange range;
    private final long offsetUs;
    private final LongSupplier bytesPerSecond;
    private final ReplayListener listener;
    private volatile boolean closed;
    private volatile @Nullable Socket open;
    private long bytes;

    /**
     * @param config of the device's address for a recording; its transport is not looked at
     * @param range by the server's clock
     * @param offset the device's clock minus the server's
     * @param bytesPerSecond at most so much is read, asked again all the time; 0 for no limit
     */
    public RtspReplay(
            RtspSourceConfig config,
            ReplayRange range,
            Duration offset,
            LongSupplier bytesPerSecond,
            ReplayListener listener) {
        this.config = config;
        this.range = new ReplayRange(range.from().plus(offset), range.to().plus(offset));
        this.offsetUs = TimeUnit.NANOSECONDS.toMicros(offset.toNanos());
        this.bytesPerSecond = bytesPerSecond;
        this.listener = listener;
    }

    /**
     * Fetches; once.
     *
     * @throws ReplayException when the device does not do it, or stops in the middle; what came
     *     before was handed over
     * @throws IOException from the listener
     * @throws InterruptedException when {@link #close} was called, or the thread interrupted
     */
    public End run() throws ReplayException, IOException, InterruptedException {
        CameraMemory memory = new CameraMemory();
        ClientLogin login = new ClientLogin(config.credentials(), memory, RANDOM);
        RtspUri target = config.uri();
        for (int calls = 0; calls < MAX_CALLS; calls++) {
            boolean ours = target.host().equalsIgnoreCase(config.uri().host());
            Call call =
                    ours
                            ? new Call(target, memory, login)
                            : new Call(target, memory, new ClientLogin(null, memory, RANDOM));
            try (Socket socket = connect(target)) {
                open = socket;
                RtspUri next = call.talk(socket);
                if (next == null) {
                    return call.enough ? End.ENOUGH : End.PLAYED;
                }
                target = next;
            } catch (UncheckedListenerException e) {
                throw e.cause;
            } finally {
                open = null;
            }
        }
        throw new ReplayException(
                FailureReason.REJECTED, "The device makes us start over too often.");
    }

    /** Bytes read so far. To be asked by the thread that runs it. */
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        closed = true;
        Socket socket = open;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is of no more use in any case.
            }
        }
    }

    private void checkClosed() throws InterruptedException {
        if (closed || Thread.interrupted()) {
            throw new InterruptedException("fetching was broken off");
        }
    }

    private Socket connect(RtspUri target) throws ReplayException, InterruptedException {
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(target.host());
        } catch (UnknownHostException e) {
            throw new ReplayException(
                    FailureReason.UNKNOWN_HOST, "The name " + target.host() + " is not known.");
        }
        ReplayException failure =
                new ReplayException(
                        FailureReason.FORBIDDEN_ADDRESS,
                        "The address of "
                                + target.host()
                                + " is not allowed by the rules of this server.");
        for (int i = 0; i < Math.min(found.length, Addresses.MAX); i++) {
            checkClosed();
            if (!config.addressGuard().test(found[i])) {
                continue;
            }
            Socket socket = new Socket();
            try {
                socket.setReceiveBufferSize(SOCKET_BUFFER_BYTES);
                socket.setTcpNoDelay(true);
                socket.connect(
                        new InetSocketAddress(found[i], target.port()), config.connectTimeoutMs());
                socket.setSoTimeout(TICK_MS);
                return socket;
            } catch (IOException e) {
                closeQuietly(socket);
                failure =
                        new ReplayException(
                                reasonOf(e), "The device cannot be reached: " + e.getMessage());
            }
        }
        throw failure;
    }

    private static FailureReason reasonOf(IOException e) {
        return e instanceof SocketTimeoutException || e instanceof NoRouteToHostException
                ? FailureReason.UNREACHABLE
                : FailureReason.REFUSED;
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing was said over it yet.
        }
    }

    /** Carries what the listener could not do out of the conversation's calls. */
    private static final class UncheckedListenerException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final IOException cause;

        UncheckedListenerException(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    /** A track that was set up. */
    private static final class Line {
        final MediaTrack track;
        final TrackReceiver receiver;
        final int rtcpChannel;
        final ReplayStamp stamp = new ReplayStamp();
        boolean last;
        boolean over;

        Line(MediaTrack track, TrackReceiver receiver, int rtcpChannel) {
            this.track = track;
            this.receiver = receiver;
            this.rtcpChannel = rtcpChannel;
        }
    }

    /** One connection. */
    private final class Call implements ConversationActions, RtspFramer.Sink, TrackListener {
        private final Conversation conversation;
        private final MediaClock clock = new MediaClock();
        private final TrackList tracks = new TrackList();
        private final @Nullable Line[] byChannel = new Line[256];
        private final List<Line> lines = new ArrayList<>();
        private final ReadBudget budget = new ReadBudget(bytesPerSecond);
        private @Nullable Socket socket;
        private @Nullable ReplayException failure;
        private @Nullable RtspUri next;
        private long nowNs = System.nanoTime();
        private long lastPacketNs = nowNs;
        private long unstamped;
        private boolean playing;
        private boolean tornDown;
        private boolean enough;

        Call(RtspUri target, CameraMemory memory, ClientLogin login) {
            this.conversation =
                    new Conversation(
                            new ConversationSettings(
                                    target,
                                    config.credentials(),
                                    TransportChoice.TCP,
                                    config.userAgent(),
                                    config.responseTimeoutMs(),
                                    range),
                            memory,
                            login,
                            this,
                            RANDOM);
        }

        /** Talks until the end; gives whom to call next, or null. */
        @Nullable RtspUri talk(Socket connected)
                throws ReplayException, IOException, InterruptedException {
            socket = connected;
            nowNs = System.nanoTime();
            conversation.start(nowNs);
            InputStream in = connected.getInputStream();
            RtspFramer framer = new RtspFramer();
            byte[] buffer = new byte[BUFFER_BYTES];
            int held = 0;
            while (next == null && !tornDown) {
                checkClosed();
                if (failure != null) {
                    throw failure;
                }
                int n = read(in, buffer, held);
                nowNs = System.nanoTime();
                if (n < 0) {
                    hungUp();
                    continue;
                }
                bytes += n;
                held = consume(framer, buffer, held + n);
                conversation.onTick(nowNs);
                watch();
                if (!enough) {
                    pause(budget.read(n, nowNs));
                }
            }
            return next;
        }

        private int read(InputStream in, byte[] buffer, int held) throws InterruptedException {
            try {
                return in.read(buffer, held, buffer.length - held);
            } catch (SocketTimeoutException nothingYet) {
                return 0;
            } catch (IOException reset) {
                checkClosed();
                return -1;
            }
        }

        private int consume(RtspFramer framer, byte[] buffer, int to) throws ReplayException {
            try {
                int at = framer.consume(buffer, 0, to, this);
                System.arraycopy(buffer, at, buffer, 0, to - at);
                return to - at;
            } catch (MalformedInputException e) {
                throw new ReplayException(
                        FailureReason.PROTOCOL,
                        "What the device sends cannot be read: " + e.getMessage());
            }
        }

        private void hungUp() throws ReplayException {
            if (playing && allOver()) {
                end();
                tornDown = true;
                return;
            }
            conversation.onClosed();
            if (failure == null && next == null && !tornDown) {
                throw new ReplayException(FailureReason.CLOSED, "The device hung up.");
            }
            if (failure != null) {
                throw failure;
            }
        }

        /** The budget's pause, in which a conversation must not die. */
        private void pause(long ns) throws InterruptedException {
            long endNs = nowNs + ns;
            for (long left = ns; left > 0; left = endNs - System.nanoTime()) {
                checkClosed();
                TimeUnit.NANOSECONDS.sleep(Math.min(left, TICK_MS * 1_000_000L));
                conversation.onTick(System.nanoTime());
                lastPacketNs = System.nanoTime(); // it was we who did not read
            }
        }

        private void watch() throws ReplayException {
            if (!playing || conversation.state() != Conversation.State.PLAYING) {
                return;
            }
            if (nowNs - lastPacketNs >= SILENCE_AFTER_LAST_NS) {
                lines.forEach(line -> line.over |= line.last);
            }
            if (allOver() || enough) {
                end();
                conversation.teardown(nowNs);
            } else if (unstamped > MAX_UNSTAMPED) {
                throw new ReplayException(
                        FailureReason.UNSUPPORTED,
                        "The device does not say when what it plays was recorded.");
            } else if (nowNs - lastPacketNs >= config.mediaTimeoutMs() * 1_000_000L) {
                flush();
                throw new ReplayException(
                        FailureReason.NO_MEDIA,
                        "Nothing more came for " + config.mediaTimeoutMs() / 1_000 + " s.");
            }
        }

        /** The video decides where there is any. */
        private boolean allOver() {
            boolean video = lines.stream().anyMatch(line -> line.track.isVideo());
            return !lines.isEmpty()
                    && lines.stream()
                            .filter(line -> line.track.isVideo() == video)
                            .allMatch(line -> line.over);
        }

        private void end() {
            if (!enough) {
                flush();
            }
        }

        private void flush() {
            lines.forEach(line -> line.receiver.flush());
        }

        // ---- what comes

        @Override
        public void onInterleaved(int channel, byte[] buffer, int offset, int length) {
            Line line = byChannel[channel];
            if (line == null || enough || tornDown) {
                return;
            }
            lastPacketNs = nowNs;
            if (channel == line.rtcpChannel) {
                line.receiver.onRtcp(buffer, offset, length, nowNs, nowNs / 1_000);
                line.over |= line.receiver.goodbye();
                return;
            }
            conversation.onMedia(nowNs);
            if (!line.stamp.read(buffer, offset, length)) {
                unstamped++;
                return;
            }
            long us = line.stamp.us() - offsetUs;
            line.receiver.onRtp(buffer, offset, length, us * 1_000, us);
            line.last |= line.stamp.terminal();
            boolean whole = !line.track.isVideo() || (buffer[offset + 1] & MARKER) != 0;
            line.over |= (line.last && whole) || isBehind(us);
        }

        private boolean isBehind(long us) {
            Instant end = range.to().plus(OVERRUN);
            return us + offsetUs > TimeUnit.MILLISECONDS.toMicros(end.toEpochMilli());
        }

        @Override
        public void onMessage(RtspMessage message) {
            conversation.onMessage(message, nowNs);
        }

        @Override
        public boolean knowsChannel(int channel) {
            return lines.isEmpty() || byChannel[channel] != null;
        }

        @Override
        public void onFormat(Track track) {
            tracks.onFormat(track);
        }

        @Override
        public void onUnit(AccessUnit unit) {
            if (enough || !tracks.admits(unit, nowNs)) {
                return;
            }
            try {
                List<Track> news = tracks.news();
                if (news != null) {
                    listener.onTracks(news);
                }
                enough = !listener.onUnit(unit);
            } catch (IOException e) {
                throw new UncheckedListenerException(e);
            }
        }

        // ---- what the conversation wants

        @Override
        public void send(byte[] message) {
            Socket to = socket;
            if (to == null) {
                return;
            }
            try {
                to.getOutputStream().write(message);
            } catch (IOException e) {
                // The next read tells the same.
            }
        }

        @Override
        public int openUdpPorts(MediaTrack track) {
            return -1;
        }

        @Override
        public void onDescribed(Sdp sdp, List<MediaTrack> found) {
            tracks.begin(found, nowNs);
        }

        @Override
        public void onTrackSetup(TrackSetup setup) {
            MediaTrack track = setup.track();
            TrackReceiver receiver =
                    new TrackReceiver(TrackLine.settings(setup, RANDOM.nextInt()), clock, this);
            Line line = new Line(track, receiver, setup.rtcpChannel());
            lines.add(line);
            byChannel[setup.rtpChannel()] = line;
            byChannel[setup.rtcpChannel()] = line;
            Track announced = receiver.track();
            if (announced != null) {
                tracks.onFormat(announced);
            }
        }

        @Override
        public void onPlaying() {
            playing = true;
            lastPacketNs = nowNs;
        }

        @Override
        public void restart(RtspUri target, String why) {
            next = target;
        }

        @Override
        public void onFailed(FailureReason reason, String sentence) {
            failure = new ReplayException(reason, sentence);
        }

        @Override
        public void onTornDown() {
            tornDown = true;
        }
    }
}
