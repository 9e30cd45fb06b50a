package org.haidang.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.haidang.archive.fill.Filling;
import org.haidang.archive.play.Chunk;
import org.haidang.archive.play.Export;
import org.haidang.media.source.FailureReason;
import org.haidang.media.source.SourceState;
import org.haidang.media.stream.FragmentMaker;
import org.haidang.media.stream.Stream;
import org.haidang.media.stream.StreamLimits;

/** An archive that records one camera, which keeps all it sees on a card of its own. */
final class CardHouse {
    final ArchiveHouse house;
    final CardCamera camera;
    private final AtomicLong nanoTime = new AtomicLong(1);
    private final Stream stream = new Stream("gate-1/main", StreamLimits.DEFAULT, nanoTime::get);

    CardHouse(Path root, int group) throws IOException {
        house = new ArchiveHouse(root);
        camera = new CardCamera(group);
        stream.onTracks(List.of(CardCamera.TRACK));
        stream.onState(new SourceState.Live(CardCamera.wallUs(0)));
        house.archive.record(ArchiveHouse.GATE, stream, ArchiveHouse.FOREVER);
    }

    /** Pictures that come live, {@code to} not among them. */
    void live(int from, int to) throws InterruptedException {
        live(from, to, 0);
    }

    /**
     * The same.
     *
     * @param lateUs by how much their times are too late, as on a line that stands still
     */
    void live(int from, int to, long lateUs) throws InterruptedException {
        for (int i = from; i < to; i++) {
            stream.onAccessUnit(camera.unit(i, 0, lateUs));
        }
        stream.onBatchEnd();
        time(to);
    }

    private void time(int picture) throws InterruptedException {
        house.nowUs.set(CardCamera.wallUs(picture));
        house.settle();
    }

    /** The connection is lost, and back before a picture. */
    void away(int until) throws InterruptedException {
        stream.onState(new SourceState.Failed(FailureReason.UNREACHABLE, "", 1, 0));
        house.settle();
        time(until);
        stream.onTracks(List.of(CardCamera.TRACK));
        stream.onState(new SourceState.Live(CardCamera.wallUs(until)));
    }

    /** Nothing comes until a picture, though the connection stands. */
    void silent(int until) throws InterruptedException {
        nanoTime.addAndGet(2_000_000_000L);
        stream.onTick();
        house.settle();
        time(until);
    }

    /** Makes fragments for a filling. */
    static FragmentMaker maker(Filling filling) {
        FragmentMaker maker =
                new FragmentMaker(fragment -> {
                    try {
                        filling.write(fragment);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        maker.tracks(List.of(CardCamera.TRACK));
        return maker;
    }

    /** Feeds what the card holds until nothing more is wanted; returns the first one left over. */
    int feed(Filling filling, int from, int to, long clockUs) {
        FragmentMaker maker = maker(filling);
        int i = from;
        for (; i < to && !filling.complete(); i++) {
            maker.unit(camera.unit(i, from, clockUs));
        }
        maker.flush();
        return i;
    }

    /** Every picture that paging from a time shows, in the order in which it shows them. */
    List<Integer> paged(long fromUs, int seconds) throws IOException {
        List<Integer> shown = new ArrayList<>();
        OptionalLong next = OptionalLong.of(fromUs);
        while (next.isPresent()) {
            long askedUs = next.getAsLong();
            Optional<Chunk> found = house.archive.openAt(ArchiveHouse.GATE, askedUs, seconds);
            if (found.isEmpty()) {
                break;
            }
            try (Chunk chunk = found.get()) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                chunk.writeTo(Channels.newChannel(out));
                shown.addAll(CardCamera.numbers(out.toByteArray()));
                next = chunk.nextUs();
            }
            if (next.isPresent() && next.getAsLong() <= askedUs) {
                throw new AssertionError("after " + askedUs + " comes " + next.getAsLong());
            }
        }
        return shown;
    }

    /** Every picture of all exports of a range. */
    List<Integer> exported(long fromUs, long toUs) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        for (Export export : house.archive.export(ArchiveHouse.GATE, fromUs, toUs)) {
            try (export) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                export.writeTo(Channels.newChannel(out), 0, export.byteCount());
                numbers.addAll(CardCamera.numbers(out.toByteArray()));
            }
        }
        return numbers;
    }
}
