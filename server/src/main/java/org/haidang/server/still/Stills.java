package org.haidang.server.still;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.haidang.archive.Archive;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.media.stream.Stream;
import org.haidang.media.track.VideoFormat;
import org.haidang.server.engine.CameraEngine;
import org.haidang.server.engine.RemoteCameras;
import org.haidang.server.engine.StreamName;
import org.haidang.server.recording.Recordings;
import org.haidang.vision.DecodeException;
import org.jspecify.annotations.Nullable;

/** Gives stills. Waits for the decoder, so call it on a virtual thread. Thread-safe. */
public final class Stills {
    private static final long MAX_CACHE_BYTES = 64L << 20;
    private static final long DECODE_SECONDS = 10;

    /** Further behind the main stream, the sub stream does not come any more. */
    private static final long SUB_BEHIND_US = 10_000_000;

    /** No picture could be made of what is there. */
    public static final class UndecodedException extends Exception {
        private static final long serialVersionUID = 1;

        UndecodedException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        /** Whether it is the picture's fault; else the decoder did not get to it. */
        public boolean badPicture() {
            return getCause() instanceof DecodeException decode
                    && decode.reason() == DecodeException.Reason.BAD_PICTURE;
        }
    }

    private record Key(String cameraId, StreamName stream, long wallUs, int widthPx) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Picture(VideoFormat format, byte[] data, long wallUs) {}

    private final CameraEngine engine;
    private final Archive archive;
    private final Recordings recordings;
    private final PictureDecoder decoder;
    private final Map<Key, Still> cache = new LinkedHashMap<>(64, 0.75f, true);
    private long cacheBytes;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    public Stills(
            CameraEngine engine, Archive archive, Recordings recordings, PictureDecoder decoder) {
        this.engine = engine;
        this.archive = archive;
        this.recordings = recordings;
        this.decoder = decoder;
    }

    /**
     * The newest key picture: of the stream if it is pulled, else of the other one, else of the
     * recording.
     */
    public Optional<Still> newest(String cameraId, StreamName name, int widthPx, long nowUs)
            throws IOException, UndecodedException {
        Optional<Still> pulled = pulled(cameraId, name, widthPx);
        return pulled.isPresent() ? pulled : lastRecorded(cameraId, widthPx, nowUs);
    }

    /**
     * What a screen shows of now: {@link #newest}, or what the camera's site sent when that is
     * newer or all there is. It proves nothing, see {@link Still#sent}.
     */
    public Optional<Still> shown(String cameraId, StreamName name, int widthPx, long nowUs)
            throws IOException, UndecodedException {
        Optional<Still> own = newest(cameraId, name, widthPx, nowUs);
        Optional<Still> sent = sent(cameraId);
        long ownUs = own.map(Still::wallUs).orElse(0L);
        return sent.filter(still -> still.wallUs() > ownUs).or(() -> own);
    }

    private Optional<Still> sent(String cameraId) {
        return engine.lastPicture(cameraId)
                .map(picture -> new Still(picture.takenUs(), picture.jpeg(), true));
    }

    /** The newest key picture of a stream that is pulled: the named one, else the other one. */
    public Optional<Still> pulled(String cameraId, StreamName name, int widthPx)
            throws UndecodedException {
        Optional<Still> live = live(cameraId, name, widthPx);
        return live.isPresent() ? live : live(cameraId, name.other(), widthPx);
    }

    /**
     * When that picture was taken which {@link #atHand} would make.
     *
     * @return microseconds since 1970 UTC; 0 when there is none
     */
    public long atHandUs(String cameraId) {
        return Math.max(
                Math.max(keyUs(cameraId, StreamName.SUB), keyUs(cameraId, StreamName.MAIN)),
                engine.lastPicture(cameraId).map(RemoteCameras.Picture::takenUs).orElse(0L));
    }

    /**
     * A picture of what there is anyway, nothing being opened or read for it: of a stream that is
     * pulled, rather the smaller one, or what the camera's site sent when that is newer.
     */
    public Optional<Still> atHand(String cameraId, int widthPx) throws UndecodedException {
        long subUs = keyUs(cameraId, StreamName.SUB);
        long mainUs = keyUs(cameraId, StreamName.MAIN);
        Optional<Still> sent =
                sent(cameraId).filter(still -> still.wallUs() > Math.max(subUs, mainUs));
        if (sent.isPresent()) {
            return sent;
        }
        StreamName name = mainUs - subUs > SUB_BEHIND_US ? StreamName.MAIN : StreamName.SUB;
        Optional<Picture> picture = key(cameraId, name);
        if (picture.isEmpty()) {
            return Optional.empty();
        }
        Picture key = picture.get();
        // Nobody will ask for it again: it is not remembered.
        return Optional.of(
                new Still(key.wallUs(), decode(key.format(), key.data(), widthPx), false));
    }

    private long keyUs(String cameraId, StreamName name) {
        return engine.stream(cameraId, name).map(Stream::keyPictureUs).orElse(0L);
    }

    private Optional<Picture> key(String cameraId, StreamName name) {
        return engine.stream(cameraId, name)
                .flatMap(Stream::keyPicture)
                .map(key -> new Picture(key.format(), key.data(), key.wallUs()));
    }

    private Optional<Still> live(String cameraId, StreamName name, int widthPx)
            throws UndecodedException {
        Optional<Picture> picture = key(cameraId, name);
        return picture.isEmpty()
                ? Optional.empty()
                : Optional.of(still(cameraId, name, picture.get(), widthPx));
    }

    /** The camera is away: its last picture on disk, of the last 30 days. */
    private Optional<Still> lastRecorded(String cameraId, int widthPx, long nowUs)
            throws IOException, UndecodedException {
        long dayUs = TimeUnit.DAYS.toMicros(1);
        StreamKey key = new StreamKey(cameraId, StreamName.MAIN.word());
        for (long days = 1; days <= 32; days *= 2) {
            var spans = archive.spans(key, nowUs - days * dayUs, nowUs);
            if (!spans.isEmpty()) {
                return recorded(cameraId, StreamName.MAIN, spans.getLast().toUs() - 1, widthPx);
            }
        }
        return Optional.empty();
    }

    /** The recorded key picture at or before a time, also of a camera of another site. */
    public Optional<Still> recorded(String cameraId, StreamName name, long atUs, int widthPx)
            throws IOException, UndecodedException {
        var picture = recordings.of(new StreamKey(cameraId, name.word())).keyPicture(atUs);
        if (picture.isEmpty()) {
            return Optional.empty();
        }
        var key = picture.get();
        return Optional.of(
                still(
                        cameraId,
                        name,
                        new Picture(key.format(), key.data(), key.wallUs()),
                        widthPx));
    }

    /** A picture of nobody's stream, such as a camera test's; not remembered. */
    public byte[] decode(VideoFormat format, byte[] picture, int widthPx)
            throws UndecodedException {
        try {
            return decoder.jpeg(format, picture, widthPx).get(DECODE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new UndecodedException("the picture cannot be decoded", e.getCause());
        } catch (TimeoutException e) {
            throw new UndecodedException("the decoder does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UndecodedException("interrupted", e);
        }
    }

    private Still still(String cameraId, StreamName name, Picture picture, int widthPx)
            throws UndecodedException {
        Key key = new Key(cameraId, name, picture.wallUs(), widthPx);
        synchronized (cache) {
            Still known = cache.get(key);
            if (known != null) {
                hits.increment();
                return known;
            }
        }
        misses.increment();
        Still made =
                new Still(
                        picture.wallUs(), decode(picture.format(), picture.data(), widthPx), false);
        keep(key, made);
        return made;
    }

    private void keep(Key key, Still made) {
        synchronized (cache) {
            Still before = cache.put(key, made);
            cacheBytes += made.jpeg().length - (before == null ? 0 : before.jpeg().length);
            var oldest = cache.entrySet().iterator();
            while (cacheBytes > MAX_CACHE_BYTES && oldest.hasNext()) {
                cacheBytes -= oldest.next().getValue().jpeg().length;
                oldest.remove();
            }
        }
    }

    public long cacheHits() {
        return hits.sum();
    }

    public long cacheMisses() {
        return misses.sum();
    }

    public long cacheBytes() {
        synchronized (cache) {
            return cacheBytes;
        }
    }
}
