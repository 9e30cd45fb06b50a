package org.haidang.server.live;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.haidang.media.mp4.InitSegment;
import org.haidang.media.rtsp.Transport;
import org.haidang.media.source.FailureReason;
import org.haidang.media.source.Shortage;
import org.haidang.media.source.SourceState;
import org.haidang.media.stream.Fragment;
import org.haidang.media.stream.Generation;
import org.haidang.media.stream.Loss;
import org.haidang.media.track.Codec;
import org.haidang.media.track.Track;
import org.haidang.media.track.VideoFormat;
import org.haidang.server.engine.LiveWatch;
import org.haidang.server.engine.StreamName;
import org.jspecify.annotations.Nullable;

/**
 * One browser that watches one stream.
 *
 * <p>There is never more than one write under way. When it completes, or when the hub has something
 * new for an idle viewer, the next message is taken: pending words first, then fragments. What a
 * slow browser does not take stays in the hub's shared memory, whose limits then make it jump to
 * the newest key picture.
 *
 * <p>{@link Writer#process} runs on one thread at a time; the fields it uses belong to it.
 */
public final class LiveViewer implements Session.Listener.AutoDemanding {
    private static final System.Logger LOG = System.getLogger(LiveViewer.class.getName());

    /** What browsers play in MP4; G.711 stays out. */
    static final Set<Codec> PLAYABLE = Set.of(Codec.H264, Codec.H265, Codec.AAC);

    static final int CLOSE_SESSION_ENDED = 4401;
    static final int CLOSE_NO_RIGHT = 4403;
    static final int CLOSE_NO_CAMERA = 4404;
    static final int CLOSE_NO_PONG = 4408;
    static final int CLOSE_GIVES_WAY = 4410;

    /** The viewer has nothing to say; whatever it says is small. */
    private static final int MAX_MESSAGE_BYTES = 1_024;

    /** Fragments taken from the hub at once; the rest waits there, where it is shared. */
    private static final int BATCH = 16;

    private final Viewers viewers;
    private final String cameraId;
    private final String sessionHash;
    private final LiveWatch watch;
    private final BooleanSupplier allowed;
    private final Runnable ended;
    private final Object ending = new Object();
    private final Supplier<String> stateJson;
    private final Executor executor;
    private final LongSupplier nanoTime;
    private final Writer writer = new Writer();
    private final Deque<Fragment> taken = new ArrayDeque<>(BATCH);
    private volatile @Nullable Session session;
    private volatile boolean statePending = true;
    private volatile boolean pingPending;
    private volatile long lastHeardNs;
    private volatile boolean gone;

    /** Why it was closed; set before it is gone. */
    private volatile @Nullable Closing closing;

    private @Nullable Generation generation;
    private @Nullable InitSegment init;
    private boolean initBytesPending;
    private long lostGroups;
    private boolean lagPending;

    /** Of the groups that lines left out, those before this viewer came are not its own. */
    private final long shortBefore;

    private Shortage toldShortage;

    LiveViewer(
            Viewers viewers,
            String cameraId,
            String sessionHash,
            LiveWatch watch,
            BooleanSupplier allowed,
            Runnable ended,
            Supplier<String> stateJson,
            Executor executor,
            LongSupplier nanoTime) {
        this.viewers = viewers;
        this.cameraId = cameraId;
        this.sessionHash = sessionHash;
        this.watch = watch;
        this.allowed = allowed;
        this.ended = ended;
        this.stateJson = stateJson;
        this.executor = executor;
        this.nanoTime = nanoTime;
        this.lastHeardNs = nanoTime.getAsLong();
        this.shortBefore = watch.source().shortage().lostGroups();
        this.toldShortage = new Shortage(shortBefore, "", Shortage.Why.NOTHING);
    }

    String cameraId() {
        return cameraId;
    }

    boolean allowed() {
        return allowed.getAsBoolean();
    }

    String sessionHash() {
        return sessionHash;
    }

    // ---- the browser

    @Override
    public void onWebSocketOpen(Session opened) {
        // What comes in is nothing but pongs. Large pictures go out in several frames of one
        // message.
        opened.setMaxTextMessageSize(MAX_MESSAGE_BYTES);
        opened.setMaxBinaryMessageSize(MAX_MESSAGE_BYTES);
        session = opened;
        lastHeardNs = nanoTime.getAsLong();
        if (gone) {
            Closing why = closing;
            if (why == null) {
                opened.disconnect();
            } else {
                close(opened, why);
            }
            return;
        }
        wake();
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        lastHeardNs = nanoTime.getAsLong();
    }

    @Override
    public void onWebSocketClose(int statusCode, @Nullable String reason, Callback done) {
        end();
        done.succeed();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        end();
    }

    /** Gives up the place; harmless when repeated. */
    void end() {
        synchronized (ending) {
            if (gone) {
                return;
            }
            gone = true;
        }
        watch.reader().close();
        viewers.left(this);
        ended.run();
    }

    private record Closing(int code, String reason) {}

    /** Also before the socket is open: it hears why as soon as it is. */
    void close(int code, String reason) {
        Closing why = new Closing(code, reason);
        closing = why;
        end();
        Session open = session;
        if (open != null) {
            close(open, why);
        }
    }

    private static void close(Session open, Closing why) {
        open.close(why.code(), why.reason(), Callback.from(() -> {}, failure -> open.disconnect()));
    }

    private void streamEnded() {
        close(CLOSE_NO_CAMERA, "stream ended");
    }

    // ---- the world

    /**
     * The camera's state has changed: say so when the line is free. Many changes become one
     * message.
     */
    void stateChanged() {
        statePending = true;
        wake();
    }

    void ping() {
        pingPending = true;
        wake();
    }

    /** For how long nothing was heard of the browser. */
    long silentNs() {
        return nanoTime.getAsLong() - lastHeardNs;
    }

    /** The site's line serves what is looked at more closely; nothing comes for now. */
    boolean givesWay() {
        return watch.stream().stats().state() instanceof SourceState.Failed failed
                && failed.reason() == FailureReason.GIVES_WAY;
    }

    private void wake() {
        executor.execute(writer::iterate);
    }

    private final class Writer extends IteratingCallback {
        @Override
        protected Action process() {
            Session open = session;
            if (open == null || gone) {
                return Action.IDLE;
            }
            if (initBytesPending && init != null) {
                initBytesPending = false;
                open.sendBinary(ByteBuffer.wrap(init.bytes()), done());
                return Action.SCHEDULED;
            }
            if (pingPending) {
                pingPending = false;
                open.sendPing(ByteBuffer.allocate(0), done());
                return Action.SCHEDULED;
            }
            if (statePending) {
                statePending = false;
                open.sendText(stateJson.get(), done());
                return Action.SCHEDULED;
            }
            return media(open);
        }

        private Action media(Session open) {
            while (true) {
                if (taken.isEmpty()) {
                    taken.addAll(watch.reader().poll(BATCH));
                    noteLoss();
                }
                if (lagPending) {
                    lagPending = false;
                    open.sendText("{\"type\":\"lag\",\"groups\":" + lostGroups + "}", done());
                    return Action.SCHEDULED;
                }
                Fragment next = taken.peek();
                if (next == null) {
                    return waitForMore();
                }
                Shortage shortage = watch.source().shortage();
                if (!shortage.equals(toldShortage)) {
                    toldShortage = shortage;
                    open.sendText(shortJson(shortage), done());
                    return Action.SCHEDULED;
                }
                if (next.generation() != generation) {
                    generation = next.generation();
                    init = next.generation().init(PLAYABLE).orElse(null);
                    initBytesPending = init != null;
                    if (init != null) {
                        open.sendText(initJson(init, next.wallUs()), done());
                        return Action.SCHEDULED;
                    }
                }
                taken.remove();
                if (init != null && init.hasTrack(next.trackId())) {
                    viewers.sent(next.size());
                    open.sendBinary(ByteBuffer.wrap(next.bytes()), done());
                    return Action.SCHEDULED;
                }
            }
        }

        private Action waitForMore() {
            if (watch.reader().ended()) {
                // The stream was closed under us: settings changed, camera removed. The browser
                // comes again.
                executor.execute(LiveViewer.this::streamEnded);
            } else {
                watch.reader().onReady(LiveViewer.this::wake);
            }
            return Action.IDLE;
        }

        private void noteLoss() {
            Loss loss = watch.reader().takeLoss();
            if (loss.groups() > 0) {
                lostGroups += loss.groups();
                lagPending = true;
                viewers.lost(loss.groups());
            }
        }

        private Callback done() {
            return Callback.from(this::succeeded, this::failed);
        }

        @Override
        protected void onCompleteFailure(Throwable cause) {
            end();
            Session open = session;
            if (open != null && !(cause instanceof IOException)) {
                // Not the browser's doing: it will come again, and the log shall know why.
                LOG.log(Level.WARNING, "live viewer of camera " + cameraId, cause);
            }
            if (open != null) {
                open.disconnect();
            }
        }
    }

    private String shortJson(Shortage shortage) {
        StreamName instead =
                shortage.instead().equals(StreamName.SUB.word()) ? StreamName.SUB : null;
        return "{\"type\":\"short\",\"groups\":"
                + (shortage.lostGroups() - shortBefore)
                + ",\"instead\":"
                + (instead == null ? "null" : "\"" + instead.word() + "\"")
                + ",\"why\":"
                + (shortage.why() == Shortage.Why.NOTHING
                        ? "null"
                        : "\"" + shortage.why().name().toLowerCase(Locale.ROOT) + "\"")
                + "}";
    }

    private String initJson(InitSegment segment, long wallUs) {
        Optional<VideoFormat> video =
                segment.tracks().stream()
                        .map(Track::format)
                        .filter(VideoFormat.class::isInstance)
                        .map(VideoFormat.class::cast)
                        .findFirst();
        Transport transport = watch.transport();
        // Every value is ours: codec names and numbers need no escaping but the quotes of the mime
        // type.
        return "{\"type\":\"init\",\"mime\":\""
                + segment.mime().replace("\"", "\\\"")
                + "\",\"stream\":\""
                + watch.name().word()
                + "\",\"codec\":"
                + video.map(v -> "\"" + v.codec() + "\"").orElse("null")
                + ",\"width\":"
                + video.map(VideoFormat::width).orElse(0)
                + ",\"height\":"
                + video.map(VideoFormat::height).orElse(0)
                + ",\"transport\":"
                + (transport == null
                        ? "null"
                        : "\"" + transport.name().toLowerCase(Locale.ROOT) + "\"")
                + ",\"wallUs\":"
                + wallUs
                + "}";
    }
}
