package org.haidang.server.tier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.haidang.archive.coverage.CoverageHour;
import org.haidang.archive.play.Chunk;
import org.haidang.archive.play.Export;
import org.haidang.archive.play.KeyPicture;
import org.haidang.media.mp4.InitSegment;
import org.haidang.media.mp4.MalformedMp4Exception;
import org.haidang.media.track.Track;
import org.haidang.media.track.VideoFormat;
import org.haidang.server.camera.RemoteAddress;
import org.haidang.server.recording.Recorded;
import org.haidang.server.recording.StreamRecordings;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.NoAnswerException;
import org.haidang.uplink.centre.Answer;
import org.haidang.uplink.centre.Centre;
import org.haidang.uplink.wire.Ask;
import org.haidang.uplink.wire.AskKind;
import org.haidang.uplink.wire.VideoHead;
import org.jspecify.annotations.Nullable;

/**
 * The recordings of a stream at a site, asked for over the link.
 *
 * @param centre null when this server has no port for sites
 * @param stream main or sub
 */
record SiteRecordings(@Nullable Centre centre, RemoteAddress address, String stream)
        implements StreamRecordings {
    /** A key picture is one picture; larger is none. */
    private static final long MAX_PICTURE_BYTES = 16L << 20;

    private Answer ask(AskKind kind, long fromUs, long toUs, int seconds) throws NoAnswerException {
        Centre over = centre;
        if (over == null) {
            throw new NoAnswerException(NoAnswer.NO_LINK, "links.port is 0: no site may dial in");
        }
        return over.ask(
                address.siteId(),
                Ask.newBuilder()
                        .setCameraId(address.cameraId())
                        .setStream(stream)
                        .setKind(kind)
                        .setFromUs(fromUs)
                        .setToUs(toUs)
                        .setSeconds(seconds));
    }

    @Override
    public Recorded recorded(long fromUs, long toUs) throws NoAnswerException {
        try (Answer answer = ask(AskKind.RECORDED, fromUs, toUs, 0)) {
            return RecordingWords.heard(answer.recorded());
        }
    }

    @Override
    public List<CoverageHour> coverage(long fromUs, long toUs) throws NoAnswerException {
        try (Answer answer = ask(AskKind.COVERAGE, fromUs, toUs, 0)) {
            return RecordingWords.heard(answer.coverage());
        }
    }

    @Override
    public Optional<Chunk> openAt(long atUs, int seconds) throws NoAnswerException {
        Answer answer = ask(AskKind.PIECE, atUs, 0, seconds);
        return kept(answer).map(head -> new SiteChunk(answer, head));
    }

    @Override
    public Optional<Export> export(long fromUs, long toUs) throws NoAnswerException {
        Answer answer = ask(AskKind.FILE, fromUs, toUs, 0);
        return kept(answer).map(head -> new SiteExport(answer, head));
    }

    /** The head of an answer that stays open, unless there is nothing. */
    private static Optional<VideoHead> kept(Answer answer) throws NoAnswerException {
        boolean there = false;
        try {
            Optional<VideoHead> head = answer.head();
            there = head.isPresent();
            return head;
        } finally {
            if (!there) {
                answer.close();
            }
        }
    }

    @Override
    public Optional<KeyPicture> keyPicture(long atUs) throws IOException {
        try (Answer answer = ask(AskKind.PICTURE, atUs, 0, 0)) {
            Optional<VideoHead> head = answer.head();
            if (head.isEmpty()) {
                return Optional.empty();
            }
            long count = head.get().getBytes();
            if (count > MAX_PICTURE_BYTES || head.get().getInitBytes() > count) {
                throw new NoAnswerException(NoAnswer.FAILED, "a picture of " + count + " bytes");
            }
            ByteArrayOutputStream all = new ByteArrayOutputStream((int) count);
            answer.writeTo(Channels.newChannel(all), count);
            return Optional.of(picture(head.get(), all.toByteArray()));
        }
    }

    private static KeyPicture picture(VideoHead head, byte[] all) throws NoAnswerException {
        try {
            byte[] init = Arrays.copyOf(all, head.getInitBytes());
            for (Track track : InitSegment.parse(init).tracks()) {
                if (track.format() instanceof VideoFormat video) {
                    return new KeyPicture(
                            video,
                            head.getStartUs(),
                            Arrays.copyOfRange(all, head.getInitBytes(), all.length));
                }
            }
            throw new NoAnswerException(NoAnswer.FAILED, "a picture of no video track");
        } catch (MalformedMp4Exception e) {
            throw new NoAnswerException(NoAnswer.FAILED, "a picture without format: " + e);
        }
    }

    /** Handed on as it comes; never more of it here than the answer's credit. */
    private record SiteChunk(Answer answer, VideoHead head) implements Chunk {
        @Override
        public String mime() {
            return head.getMime();
        }

        @Override
        public long startUs() {
            return head.getStartUs();
        }

        @Override
        public long endUs() {
            return head.getEndUs();
        }

        @Override
        public long mediaStartUs() {
            return head.getMediaStartUs();
        }

        @Override
        public OptionalLong nextUs() {
            return head.getNextUs() == 0 ? OptionalLong.empty() : OptionalLong.of(head.getNextUs());
        }

        @Override
        public long byteCount() {
            return head.getBytes();
        }

        @Override
        public void writeTo(WritableByteChannel out) throws IOException {
            answer.writeTo(out, head.getBytes());
        }

        @Override
        public void close() {
            answer.close();
        }
    }

    /** One range of it can be had, once: the site keeps the files only while the answer is open. */
    private record SiteExport(Answer answer, VideoHead head) implements Export {
        @Override
        public String mime() {
            return head.getMime();
        }

        @Override
        public long startUs() {
            return head.getStartUs();
        }

        @Override
        public long endUs() {
            return head.getEndUs();
        }

        @Override
        public List<Piece> pieces() {
            return head.getStretchesList().stream()
                    .map(each ->
                            new Piece(each.getStartUs(), each.getEndUs(), each.getMediaStartUs()))
                    .toList();
        }

        @Override
        public long byteCount() {
            return head.getBytes();
        }

        @Override
        public String tag() {
            return head.getTag();
        }

        @Override
        public void writeTo(WritableByteChannel out, long offset, long count) throws IOException {
            answer.want(offset, count);
            answer.writeChecked(out, count);
        }

        @Override
        public void close() {
            answer.close();
        }
    }
}
