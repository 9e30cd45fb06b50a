package org.haidang.media.rtsp.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.haidang.media.MalformedInputException;
import org.haidang.media.clock.MediaClock;
import org.haidang.media.rtp.Oddity;
import org.haidang.media.rtp.TrackListener;
import org.haidang.media.rtp.TrackReceiver;
import org.haidang.media.rtsp.Backoff;
import org.haidang.media.rtsp.CameraMemory;
import org.haidang.media.rtsp.ClientLogin;
import org.haidang.media.rtsp.Conversation;
import org.haidang.media.rtsp.ConversationActions;
import org.haidang.media.rtsp.ConversationSettings;
import org.haidang.media.rtsp.MediaTrack;
import org.haidang.media.rtsp.RtspMessage;
import org.haidang.media.rtsp.RtspUri;
import org.haidang.media.rtsp.TrackSetup;
import org.haidang.media.rtsp.Transport;
import org.haidang.media.sdp.Sdp;
import org.haidang.media.source.FailureReason;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to pull a camera, from looking up its name to the last packet: gives a {@link
 * Conversation} its sockets and its time, and the receivers their packets. May take several
 * connections when the camera redirects or another transport is tried. Used once. All methods are
 * called in the event loop.
 */
final class Session implements EventLoop.Member, Connection.Events, ConversationActions {

    /** Redirects, changes of transport and the like in one attempt. */
    static final int MAX_RESTARTS = 8;

    /** Redirects to another address in one attempt (F12). */
    static final int MAX_REDIRECTS = 5;

    private static final String NOT_RTSP = "What answers at that address does not speak RTSP.";
    private static final long REPORT_NS = 5_000_000_000L;
    private static final long FIRST_REPORT_NS = 1_000_000_000L;
    private static final long SILENCE_AFTER_GOODBYE_NS = 1_000_000_000L;

    /** Packets without one picture or frame for this long mean that nothing can be made of them. */
    private static final long NO_UNIT_NS = 60_000_000_000L;

    private final RtspSourceConfig config;
    private final CameraMemory memory;
    private final MediaClock clock;
    private final EventLoop loop;
    private final CallGate gate;
    private final RandomGenerator random;
    private final SessionListener listener;

    private RtspUri target;
    private ClientLogin login;
    private CallGate.@Nullable Ticket ticket;
    private final Deque<InetAddress> addresses = new ArrayDeque<>();
    private @Nullable Connection connection;
    private @Nullable Conversation conversation;
    private long connectDeadlineNs = Long.MAX_VALUE;
    private int restarts;
    private int redirects;
    private boolean immediate;
    private boolean playing;
    private boolean failed;
    private boolean ended;

    private final @Nullable TrackLine[] byChannel = new TrackLine[256];
    private final List<TrackLine> lines = new ArrayList<>();
    private final StatsSum past = new StatsSum();
    private @Nullable UdpLine opened;
    private long playingSinceNs;
    private long nextReportNs;
    private boolean unitInPass;
    private boolean anyUnit;
    private boolean anyMessage;
    private boolean anyPacket;
    private long unassigned;
    private long foreignDatagrams;
    private long malformed;

    Session(
            RtspSourceConfig config,
            CameraMemory memory,
            MediaClock clock,
            EventLoop loop,
            CallGate gate,
            RandomGenerator random,
            SessionListener listener) {
        this.config = config;
        this.memory = memory;
        this.clock = clock;
        this.loop = loop;
        this.gate = gate;
        this.random = random;
        this.listener = listener;
        this.target = config.uri();
        this.login = new ClientLogin(config.credentials(), memory, random);
    }

    void start(boolean readImmediately) {
        immediate = readImmediately;
        loop.add(this);
        call();
    }

    /** Watched or only recorded. */
    void immediate(boolean on) {
        immediate = on;
        applyReadMode();
    }

    /** Ends in order; {@code onEnded} follows within about a second. */
    void end() {
        if (ended) {
            return;
        }
        failed = true; // nothing more is handed over
        if (conversation == null || connection == null || connection.isClosed()) {
            finish();
            return;
        }
        connection.immediate(true);
        conversation.teardown(System.nanoTime());
        if (conversation != null && conversation.state() == Conversation.State.ENDED) {
            finish();
        }
    }

    /** Whether the camera has asked for a login. */
    boolean askedForLogin() {
        return login.asked();
    }

    /** Whether the camera has answered a signed request otherwise than by asking again. */
    boolean loggedIn() {
        return login.proven();
    }

    int refusedLogins() {
        return login.refusedLogins();
    }

    int sessionTimeoutS() {
        return conversation == null ? 60 : conversation.sessionTimeoutS();
    }

    // ---- calling

    private void call() {
        String host = target.host() + ":" + target.port();
        ticket = gate.enter(host, () -> loop.execute(this, this::resolve));
    }

    private void resolve() {
        if (!ended) {
            Addresses.resolve(target.host(), loop, this, this::onResolved);
        }
    }

    private void onResolved(List<InetAddress> found) {
        if (ended) {
            return;
        }
        if (found.isEmpty()) {
            fail(FailureReason.UNKNOWN_HOST, "The name " + target.host() + " is not known.");
            return;
        }
        for (InetAddress address : found) {
            if (config.addressGuard().test(address)) {
                addresses.add(address);
            }
        }
        if (addresses.isEmpty()) {
            fail(
                    FailureReason.FORBIDDEN_ADDRESS,
                    "The address "
                            + found.getFirst().getHostAddress()
                            + " is not allowed by the rules of this server.");
            return;
        }
        listener.onResolved(addresses.element());
        connectNext();
    }

    private void connectNext() {
        long nowNs = System.nanoTime();
        InetSocketAddress address = new InetSocketAddress(addresses.remove(), target.port());
        connectDeadlineNs = nowNs + config.connectTimeoutMs() * 1_000_000L;
        Connection next = new Connection(loop, this, this, address);
        connection = next;
        next.connect(nowNs);
    }

    @Override
    public void onConnected(long nowNs) {
        Connection open = connection;
        if (open == null) {
            return;
        }
        connectDeadlineNs = Long.MAX_VALUE;
        addresses.clear();
        listener.onConnected(open.address());
        Conversation next =
                new Conversation(
                        new ConversationSettings(
                                target,
                                sameHost(target, config.uri()) ? config.credentials() : null,
                                config.transport(),
                                config.userAgent(),
                                config.responseTimeoutMs(),
                                null),
                        memory,
                        login,
                        this,
                        random);
        conversation = next;
        next.start(nowNs);
    }

    @Override
    public void onConnectFailed(FailureReason reason, String sentence) {
        connectDeadlineNs = Long.MAX_VALUE;
        if (addresses.isEmpty()) {
            fail(reason, sentence);
        } else {
            connectNext();
        }
    }

    private static boolean sameHost(RtspUri a, RtspUri b) {
        return a.host().equalsIgnoreCase(b.host());
    }

    // ---- what the connection brings

    @Override
    public void onInterleaved(int channel, byte[] buffer, int offset, int length) {
        TrackLine line = byChannel[channel];
        Connection from = connection;
        if (line == null || from == null) {
            unassigned++; // S18, R15
            return;
        }
        take(
                line,
                channel == line.setup.rtcpChannel(),
                buffer,
                offset,
                length,
                from.readNs(),
                from.readWallUs());
    }

    private void take(
            TrackLine line,
            boolean rtcp,
            byte[] buffer,
            int offset,
            int length,
            long nowNs,
            long wallUs) {
        if (failed) {
            return;
        }
        if (rtcp) {
            line.receiver.onRtcp(buffer, offset, length, nowNs, wallUs);
            return;
        }
        line.receiver.onRtp(buffer, offset, length, nowNs, wallUs);
        if (!anyPacket && line.alive()) {
            anyPacket = true;
            listener.onPacket();
        }
        if (!playing && conversation != null && line.alive()) {
            conversation.onMedia(nowNs); // P02, P03
        }
    }

    @Override
    public void onMessage(RtspMessage message) {
        if (!anyMessage) {
            anyMessage = true;
            listener.onSpoken();
        }
        if (conversation != null && connection != null) {
            conversation.onMessage(message, connection.readNs());
        }
    }

    @Override
    public boolean knowsChannel(int channel) {
        return lines.isEmpty() || byChannel[channel] != null;
    }

    @Override
    public void onReadEnd() {
        if (unitInPass) {
            unitInPass = false;
            listener.onBatchEnd();
        }
    }

    @Override
    public void onClosed() {
        if (conversation == null) {
            return;
        }
        if (speaksSomethingElse()) {
            fail(FailureReason.PROTOCOL, NOT_RTSP);
            return;
        }
        conversation.onClosed();
    }

    @Override
    public void onMalformed(MalformedInputException cause) {
        malformed++;
        fail(FailureReason.PROTOCOL, "What the camera sends cannot be read: " + cause.getMessage());
    }

    // ---- what the conversation wants

    @Override
    public void send(byte[] message) {
        if (connection != null) {
            connection.send(message);
        }
    }

    @Override
    public int openUdpPorts(MediaTrack track) {
        if (connection == null) {
            return -1;
        }
        closeOpened();
        UdpLine next = new UdpLine();
        next.ports =
                UdpPorts.open(
                        loop,
                        this,
                        next,
                        config.anyUdpSource(),
                        connection.localAddress().getAddress());
        opened = next;
        return next.ports == null ? -1 : next.ports.port();
    }

    @Override
    public void onDescribed(Sdp sdp, List<MediaTrack> tracks) {
        listener.onDescribed(sdp, tracks);
    }

    @Override
    public void onTrackSetup(TrackSetup setup) {
        MediaTrack track = setup.track();
        boolean udp = setup.transport() == Transport.UDP;
        TrackReceiver receiver =
                new TrackReceiver(TrackLine.settings(setup, random.nextInt()), clock, new Units());
        UdpPorts ports = opened == null ? null : opened.ports;
        TrackLine line = new TrackLine(setup, receiver, ports);
        lines.add(line);
        if (udp && opened != null && ports != null && connection != null) {
            opened.line = line;
            opened = null;
            ports.agreed(
                    setup.answer(),
                    connection.address().getAddress(),
                    receiver.receiverReport(System.nanoTime()));
        } else {
            byChannel[setup.rtpChannel()] = line;
            byChannel[setup.rtcpChannel()] = line;
        }
        listener.onSetup(track, setup.transport());
        Track announced = receiver.track();
        if (announced != null) {
            listener.onFormat(announced); // so that no track need wait for another's packets
        }
    }

    /** Hands units on while the session is sound, and remembers that there were any. */
    private final class Units implements TrackListener {
        @Override
        public void onFormat(Track track) {
            if (!failed) {
                listener.onFormat(track);
            }
        }

        @Override
        public void onUnit(AccessUnit unit) {
            if (!failed) {
                unitInPass = true;
                anyUnit = true;
                listener.onUnit(unit);
            }
        }

        @Override
        public void onOddity(Oddity oddity, String detail) {
            listener.onOddity(oddity, detail);
        }
    }

    @Override
    public void onPlaying() {
        playing = true;
        playingSinceNs = System.nanoTime();
        nextReportNs = playingSinceNs + FIRST_REPORT_NS;
        releaseTicket();
        if (conversation != null) {
            listener.onPlaying(conversation.transport());
        }
        applyReadMode();
    }

    private void applyReadMode() {
        if (connection != null && playing) {
            connection.immediate(immediate);
            for (TrackLine line : lines) {
                if (line.udp != null) {
                    line.udp.immediate(immediate);
                }
            }
        }
    }

    @Override
    public void onNote(String sentence) {
        listener.onNote(sentence);
    }

    @Override
    public void restart(RtspUri next, String why) {
        if (failed) {
            finish();
            return;
        }
        boolean elsewhere = !next.equals(target);
        if (playing && System.nanoTime() - playingSinceNs >= Backoff.HEALTHY_NS) {
            restarts = 0;
        }
        if (++restarts > MAX_RESTARTS || (elsewhere && ++redirects > MAX_REDIRECTS)) {
            fail(
                    FailureReason.REJECTED,
                    "The camera makes us start over too often: it " + why + ".");
            return;
        }
        listener.onNote(why + (elsewhere ? " to " + next : ""));
        closeSockets();
        if (!sameHost(next, target)) {
            // Our credentials are for the host they were given for, and for no other.
            boolean home = sameHost(next, config.uri());
            login = new ClientLogin(home ? config.credentials() : null, memory, random);
        }
        target = next;
        call();
    }

    @Override
    public void onFailed(FailureReason reason, String sentence) {
        if (speaksSomethingElse()) {
            fail(FailureReason.PROTOCOL, NOT_RTSP);
        } else {
            fail(reason, sentence);
        }
    }

    private boolean speaksSomethingElse() {
        return !anyMessage && connection != null && connection.garbageBytes() > 0 && !failed;
    }

    @Override
    public void onTornDown() {
        finish();
    }

    /** Ties a pair of ports to the track it was opened for. */
    private final class UdpLine implements UdpPorts.Sink {
        @Nullable UdpPorts ports;
        @Nullable TrackLine line;

        @Override
        public void onDatagram(boolean rtcp, byte[] buffer, int length, long nowNs, long wallUs) {
            if (line != null) {
                take(line, rtcp, buffer, 0, length, nowNs, wallUs);
            }
        }

        @Override
        public void onForeignDatagram() {
            foreignDatagrams++;
        }

        @Override
        public void onReadEnd() {
            Session.this.onReadEnd();
        }
    }

    // ---- time

    @Override
    public boolean wantsQuickTurns() {
        return immediate && !lines.isEmpty() && lines.getFirst().udp != null;
    }

    @Override
    public void onTurn(long nowNs, long wallUs) {
        if (nowNs - connectDeadlineNs >= 0 && connection != null) {
            connection.close();
            onConnectFailed(
                    FailureReason.UNREACHABLE,
                    "The address does not answer within " + config.connectTimeoutMs() + " ms.");
            return;
        }
        if (connection != null && !immediate && playing) {
            connection.read(nowNs, wallUs);
        }
        for (int i = 0; i < lines.size() && !ended; i++) {
            TrackLine line = lines.get(i);
            if (line.udp != null && !immediate) {
                line.udp.read(nowNs, wallUs);
            }
            line.receiver.onTick(nowNs);
        }
        onReadEnd();
        if (conversation != null && !ended) {
            conversation.onTick(nowNs);
        }
        if (playing && !failed && !ended) {
            report(nowNs);
            watch(nowNs);
        }
    }

    /** K07. */
    private void report(long nowNs) {
        if (nowNs - nextReportNs < 0) {
            return;
        }
        nextReportNs = nowNs + REPORT_NS;
        for (TrackLine line : List.copyOf(lines)) {
            byte[] report = line.receiver.receiverReport(nowNs);
            if (line.udp != null) {
                line.udp.guessRtcp();
                line.udp.sendReport(report);
            } else if (connection != null && report.length > 0) {
                byte[] frame = new byte[4 + report.length];
                frame[0] = '$';
                frame[1] = (byte) line.setup.rtcpChannel();
                frame[2] = (byte) (report.length >> 8);
                frame[3] = (byte) report.length;
                System.arraycopy(report, 0, frame, 4, report.length);
                connection.send(frame);
            }
        }
    }

    /** K12: media decides, whatever RTSP says. Audio counts only where there is no video. */
    private void watch(long nowNs) {
        boolean hasVideo = lines.stream().anyMatch(TrackLine::isVideo);
        long last = Long.MIN_VALUE;
        boolean goodbye = false;
        for (TrackLine line : lines) {
            if (line.isVideo() || !hasVideo) {
                last = Math.max(last, line.receiver.lastPacketNs());
                goodbye |= line.receiver.goodbye();
            }
        }
        boolean any = last != Long.MIN_VALUE;
        if (any) {
            memory.transportWorks(config.transport());
        }
        long silenceNs = nowNs - (any ? Math.max(last, playingSinceNs) : playingSinceNs);
        if (goodbye && silenceNs >= SILENCE_AFTER_GOODBYE_NS) {
            failOpen(FailureReason.CLOSED, "The camera ended the stream.");
        } else if (silenceNs >= config.mediaTimeoutMs() * 1_000_000L) {
            String kind = hasVideo ? "video" : "media";
            String since = any ? "more " : "";
            String sentence =
                    "No "
                            + since
                            + kind
                            + " came for "
                            + Math.round(silenceNs / 1e8) / 10.0
                            + " s.";
            if (!any && memory.nextTransportAfterSilence(config.transport())) {
                sentence += " The other transport is tried next.";
            }
            failOpen(FailureReason.NO_MEDIA, sentence);
        } else if (any && !anyUnit && nowNs - playingSinceNs >= NO_UNIT_NS) {
            failOpen(
                    FailureReason.PROTOCOL,
                    "Packets come, but no picture can be made of them within 60 s.");
        }
    }

    // ---- counters

    /** Adds what this session has counted. */
    void addTo(StatsSum sum) {
        sum.add(past);
        addOpenTo(sum);
        sum.unassigned += unassigned;
        sum.foreign += foreignDatagrams;
        sum.malformed += malformed;
    }

    private void addOpenTo(StatsSum sum) {
        for (TrackLine line : lines) {
            sum.add(line.receiver.counters());
        }
        sum.garbageBytes += connection == null ? 0 : connection.garbageBytes();
    }

    // ---- ends

    /**
     * Fails over a connection that still stands: the camera is told, and has a second to answer.
     */
    private void failOpen(FailureReason reason, String sentence) {
        if (failed || ended) {
            return;
        }
        flushReceivers();
        failed = true;
        releaseTicket();
        listener.onFailed(reason, sentence);
        if (connection != null && conversation != null && !connection.isClosed()) {
            connection.immediate(true);
            conversation.teardown(System.nanoTime());
        } else {
            finish();
        }
    }

    /** What is complete is handed over before the end. */
    private void flushReceivers() {
        for (TrackLine line : List.copyOf(lines)) {
            line.receiver.flush();
        }
        onReadEnd();
    }

    private void fail(FailureReason reason, String sentence) {
        if (ended) {
            return;
        }
        if (!failed) {
            flushReceivers();
            failed = true;
            listener.onFailed(reason, sentence);
        }
        finish();
    }

    private void finish() {
        if (ended) {
            return;
        }
        ended = true;
        failed = true;
        releaseTicket();
        closeSockets();
        loop.remove(this);
        listener.onEnded();
    }

    private void closeSockets() {
        playing = false;
        conversation = null;
        connectDeadlineNs = Long.MAX_VALUE;
        addresses.clear();
        addOpenTo(past);
        if (connection != null) {
            connection.close();
            connection = null;
        }
        closeOpened();
        for (TrackLine line : lines) {
            if (line.udp != null) {
                line.udp.close();
            }
        }
        lines.clear();
        Arrays.fill(byChannel, null);
        releaseTicket();
    }

    private void closeOpened() {
        if (opened != null && opened.ports != null) {
            opened.ports.close();
        }
        opened = null;
    }

    private void releaseTicket() {
        if (ticket != null) {
            ticket.release();
            ticket = null;
        }
    }

    @Override
    public void onCrash(Throwable cause) {
        malformed++;
        fail(FailureReason.PROTOCOL, "Reading the camera went wrong: " + cause);
    }
}
