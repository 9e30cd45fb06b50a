package org.haidang.server.tier;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.play.Chunk;
import org.haidang.archive.play.Export;
import org.haidang.archive.play.KeyPicture;
import org.haidang.media.mp4.InitSegment;
import org.haidang.media.track.Track;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.AuditUnavailableException;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.audit.Viewings;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.engine.StreamName;
import org.haidang.server.recording.StreamRecordings;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.NoAnswerException;
import org.haidang.uplink.site.Recordings;
import org.haidang.uplink.wire.Ask;
import org.haidang.uplink.wire.ByteRange;
import org.haidang.uplink.wire.Stretch;
import org.haidang.uplink.wire.VideoHead;

/**
 * Answers the centre above about recordings: our own, and those of cameras that we have from a site
 * ourselves, which is asked on. The log says that the centre saw them, from when to when; who it
 * was is known there.
 */
final class RecordingsForCentre implements Recordings {
    /**
     * Timescale of the init segment that carries a picture's format; a picture has no time in it.
     */
    private static final int TIMESCALE_HZ = 90_000;

    private static final long MAX_LIST_US = TimeUnit.DAYS.toMicros(101);
    private static final long MAX_COVERAGE_US = TimeUnit.HOURS.toMicros(1_001);
    private static final long MAX_FILE_US = TimeUnit.HOURS.toMicros(24);
    private static final int MAX_PIECE_SECONDS = 30;
    private static final long SAME_EXPORT_NS = TimeUnit.MINUTES.toNanos(10);
    private static final int MAX_EXPORTED = 256;

    private final SiteGrants grants;
    private final CameraRegistry registry;
    private final org.haidang.server.recording.Recordings recordings;
    private final Audit audit;
    private final Viewings viewings;
    private final Actor centre;

    /** When the log had an export last, by its file. */
    private final Map<String, Long> exported =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                    return size() > MAX_EXPORTED;
                }
            };

    RecordingsForCentre(
            SiteGrants grants,
            CameraRegistry registry,
            org.haidang.server.recording.Recordings recordings,
            Audit audit,
            Viewings viewings,
            String centreName) {
        this.grants = grants;
        this.registry = registry;
        this.recordings = recordings;
        this.audit = audit;
        this.viewings = viewings;
        this.centre = Actor.server(centreName);
    }

    @Override
    public boolean granted(String cameraId) {
        return grants.playback(cameraId);
    }

    @Override
    public void overreached(String cameraId) {
        grants.overreached(cameraId, "playback");
    }

    @Override
    public void answer(Ask ask, Reply to) throws IOException {
        Camera camera =
                registry.camera(ask.getCameraId())
                        .orElseThrow(() ->
                                new NoAnswerException(NoAnswer.NO_SUCH_CAMERA, ask.getCameraId()));
        String stream =
                ask.getStream().equals(StreamName.SUB.word())
                        ? StreamName.SUB.word()
                        : StreamName.MAIN.word();
        StreamRecordings of = recordings.of(new StreamKey(camera.id(), stream));
        try {
            switch (ask.getKind()) {
                case RECORDED -> {
                    bounded(ask, MAX_LIST_US);
                    to.recorded(RecordingWords.said(of.recorded(ask.getFromUs(), ask.getToUs())));
                }
                case COVERAGE -> {
                    bounded(ask, MAX_COVERAGE_US);
                    to.coverage(RecordingWords.said(of.coverage(ask.getFromUs(), ask.getToUs())));
                }
                case PIECE -> piece(ask, camera, stream, of, to);
                case FILE -> file(ask, camera, stream, of, to);
                case PICTURE -> picture(ask, camera, stream, of, to);
                case ASK_KIND_UNSET, UNRECOGNIZED ->
                        throw new NoAnswerException(
                                NoAnswer.TOO_OLD, "the centre asks what is newer than we know");
            }
        } catch (AuditUnavailableException e) {
            // What cannot be recorded is not shown.
            throw new NoAnswerException(NoAnswer.OFF, "the audit log takes nothing: " + e);
        }
    }

    private static void bounded(Ask ask, long maxUs) throws NoAnswerException {
        long lengthUs = ask.getToUs() - ask.getFromUs();
        if (ask.getFromUs() < 0 || lengthUs <= 0 || lengthUs > maxUs) {
            throw new NoAnswerException(NoAnswer.FAILED, "asked about " + lengthUs + " us");
        }
    }

    private Subject subject(Camera camera) {
        return Subject.facility(camera.facilityId(), registry.facilityName(camera.facilityId()))
                .camera(camera.id(), camera.name());
    }

    private void piece(Ask ask, Camera camera, String stream, StreamRecordings of, Reply to)
            throws IOException {
        int seconds = Math.clamp(ask.getSeconds(), 1, MAX_PIECE_SECONDS);
        Optional<Chunk> found = of.openAt(ask.getFromUs(), seconds);
        if (found.isEmpty()) {
            to.head(VideoHead.getDefaultInstance());
            return;
        }
        try (Chunk chunk = found.get()) {
            viewings.touch(
                    centre,
                    AuditKind.PLAYBACK,
                    subject(camera),
                    stream,
                    chunk.startUs(),
                    chunk.endUs());
            to.head(
                    VideoHead.newBuilder()
                            .setMime(chunk.mime())
                            .setStartUs(chunk.startUs())
                            .setEndUs(chunk.endUs())
                            .setMediaStartUs(chunk.mediaStartUs())
                            .setNextUs(chunk.nextUs().orElse(0))
                            .setBytes(chunk.byteCount())
                            .build());
            chunk.writeTo(to.data());
        }
    }

    private void file(Ask ask, Camera camera, String stream, StreamRecordings of, Reply to)
            throws IOException {
        bounded(ask, MAX_FILE_US);
        Optional<Export> found = of.export(ask.getFromUs(), ask.getToUs());
        if (found.isEmpty()) {
            to.head(VideoHead.getDefaultInstance());
            return;
        }
        try (Export export = found.get()) {
            to.head(head(export));
            ByteRange range = to.range();
            if (range.getOffset() < 0
                    || range.getCount() < 0
                    || range.getOffset() > export.byteCount() - range.getCount()) {
                throw new NoAnswerException(NoAnswer.FAILED, "a range outside of the file");
            }
            if (fresh(camera.id() + "/" + stream + "/" + export.tag())) {
                audit.append(
                        Entry.of(centre, AuditKind.EXPORT)
                                .about(subject(camera))
                                .between(export.startUs(), export.endUs())
                                .with("stream", stream));
            }
            export.writeTo(to.data(), range.getOffset(), range.getCount());
        }
    }

    /** A file that is fetched in many ranges is one export: the log has it every ten minutes. */
    private boolean fresh(String file) {
        long nowNs = System.nanoTime();
        synchronized (exported) {
            Long before = exported.get(file);
            if (before != null && nowNs - before < SAME_EXPORT_NS) {
                return false;
            }
            exported.put(file, nowNs);
            return true;
        }
    }

    private static VideoHead head(Export export) {
        VideoHead.Builder head =
                VideoHead.newBuilder()
                        .setMime(export.mime())
                        .setStartUs(export.startUs())
                        .setEndUs(export.endUs())
                        .setBytes(export.byteCount())
                        .setTag(export.tag());
        for (Export.Piece piece : export.pieces()) {
            head.addStretches(
                    Stretch.newBuilder()
                            .setStartUs(piece.wallStartUs())
                            .setEndUs(piece.wallEndUs())
                            .setMediaStartUs(piece.mediaStartUs()));
        }
        return head.build();
    }

    private void picture(Ask ask, Camera camera, String stream, StreamRecordings of, Reply to)
            throws IOException {
        Optional<KeyPicture> found = of.keyPicture(ask.getFromUs());
        if (found.isEmpty()) {
            to.head(VideoHead.getDefaultInstance());
            return;
        }
        KeyPicture picture = found.get();
        viewings.touch(
                centre,
                AuditKind.STILL,
                subject(camera),
                stream,
                picture.wallUs(),
                picture.wallUs());
        byte[] init = InitSegment.of(List.of(new Track(1, picture.format(), TIMESCALE_HZ))).bytes();
        to.head(
                VideoHead.newBuilder()
                        .setStartUs(picture.wallUs())
                        .setEndUs(picture.wallUs())
                        .setBytes((long) init.length + picture.data().length)
                        .setInitBytes(init.length)
                        .build());
        to.data().write(ByteBuffer.wrap(init));
        to.data().write(ByteBuffer.wrap(picture.data()));
    }
}
