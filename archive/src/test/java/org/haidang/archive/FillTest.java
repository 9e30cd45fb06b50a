package org.haidang.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.haidang.archive.catalog.GapReason;
import org.haidang.archive.catalog.GapRow;
import org.haidang.archive.catalog.InMemoryCatalog;
import org.haidang.archive.catalog.Origin;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.SegmentRow;
import org.haidang.archive.catalog.SegmentState;
import org.haidang.archive.check.Progress;
import org.haidang.archive.check.VerifyReport;
import org.haidang.archive.coverage.CoverageHour;
import org.haidang.archive.coverage.Gap;
import org.haidang.archive.coverage.Intervals.Interval;
import org.haidang.archive.fill.Filling;
import org.haidang.archive.play.Export;
import org.haidang.archive.play.Span;
import org.haidang.media.stream.FragmentMaker;
import org.haidang.media.track.AccessUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A camera goes away and comes back; what it kept on its card is taken into the gap. */
class FillTest {
    private static final long S = 1_000_000;
    private static final int END = 2_500;

    @TempDir Path folder;
    private ArchiveHouse house;
    private CardHouse card;

    @BeforeEach
    void open() throws IOException {
        open(25);
    }

    private void open(int group) throws IOException {
        card = new CardHouse(folder.resolve("archive-" + group), group);
        house = card.house;
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static long at(int picture) {
        return CardCamera.wallUs(picture);
    }

    private void live(int from, int to) throws InterruptedException {
        card.live(from, to);
    }

    private void away(int until) throws InterruptedException {
        card.away(until);
    }

    /** A hundred seconds, but for one gap. */
    private void recordWithGap(int from, int to) throws InterruptedException {
        live(0, from);
        away(to);
        live(to, END);
    }

    private int feed(Filling filling, int from, int to, long clockUs) {
        return card.feed(filling, from, to, clockUs);
    }

    private List<Span> fill(int from, int to, long clockUs) throws IOException {
        try (Filling filling = house.archive.fill(ArchiveHouse.GATE, at(from), at(to))) {
            feed(filling, from - from % 25 - 100, END, clockUs);
            return filling.finish();
        }
    }

    private List<GapRow> gaps() {
        return house.catalog.gaps(ArchiveHouse.GATE, 0, SegmentCatalog.OPEN, 100);
    }

    private List<SegmentRow> fetchedRows() {
        return house.catalog.segments(ArchiveHouse.GATE, 0, SegmentCatalog.OPEN, 100).stream()
                .filter(row -> row.origin() == Origin.FETCHED)
                .toList();
    }

    private List<Integer> paged(long fromUs, int seconds) throws IOException {
        return card.paged(fromUs, seconds);
    }

    private List<Integer> exported(long fromUs, long toUs) throws IOException {
        return card.exported(fromUs, toUs);
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private void assertNothingIsMissing() throws Exception {
        house.settle();
        assertThat(gaps()).isEmpty();
        CoverageHour hour =
                house.archive.coverage(ArchiveHouse.GATE, at(0), at(END - 50)).getFirst();
        assertThat(hour.gaps()).isEmpty();
        assertThat(hour.recordedUs()).isEqualTo(hour.expectedUs());
        assertThat(house.archive.verify(Progress.silent()).problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 0",
        "1010, 0",
        "1005, 300",
        "1010, 300",
        "1022, 300",
        "1000, -300",
        "1010, -300",
        "1022, -300",
        "1010, 700",
        "1010, -700"
    })
    void leavesNoPictureOutWhateverTheCamerasClockSays(int from, long clockMs) throws Exception {
        recordWithGap(from, 1_500);
        assertThat(gaps()).extracting(GapRow::reason).contains(GapReason.CAMERA_UNREACHABLE);
        List<Span> filled = fill(from, 1_500, clockMs * 1_000);
        assertThat(filled).hasSize(1);
        assertThat(filled.getFirst().fromUs())
                .isBetween(at(from) - 2 * S, at(from) + Math.max(0, clockMs * 1_000));
        assertThat(filled.getFirst().toUs()).isEqualTo(at(1_500) + clockMs * 1_000);
        assertNothingIsMissing();
        for (int seconds : new int[] {1, 3, 7, 30}) {
            List<Integer> shown = paged(at(0), seconds);
            assertThat(new TreeSet<>(shown)).containsExactlyElementsOf(range(0, END - 1));
            assertThat(shown).as("little is shown twice").hasSizeLessThan(END + 50);
        }
        List<Integer> numbers = exported(at(0), at(END));
        assertThat(new TreeSet<>(numbers)).containsExactlyElementsOf(range(0, END - 1));
    }

    @Test
    void stopsAtThePictureWithWhichRecordingWentOn() throws Exception {
        recordWithGap(1_010, 1_500);
        try (Filling filling = house.archive.fill(ArchiveHouse.GATE, at(1_010), at(1_500))) {
            // One more, whose coming tells how long the picture lasts that ends it.
            assertThat(feed(filling, 900, END, 0)).isEqualTo(1_502);
            assertThat(filling.complete()).isTrue();
            filling.finish();
        }
        assertThat(fetchedRows()).hasSize(1);
        SegmentRow row = fetchedRows().getFirst();
        assertThat(row.state()).isEqualTo(SegmentState.COMPLETE);
        assertThat(row.startWallUs()).isEqualTo(at(1_000));
        assertThat(row.endWallUs()).isEqualTo(at(1_500));
        assertThat(row.randomAccess()).isTrue();
    }

    /** The line stood still before it broke, and a late picture seemed to end the gap's group. */
    @ParameterizedTest
    @CsvSource({"1022, 1000, 1015", "1024, 1000, 1020", "1025, 1025, 1020"})
    void leavesNoPictureOutWhenTheLastOnesWereLate(int from, int begins, int late)
            throws Exception {
        live(0, late);
        card.live(late, from, 160_000);
        away(1_500);
        live(1_500, END);
        long fromUs = gaps().getFirst().fromUs();
        assertThat(fromUs).isGreaterThan(at(1_025));
        try (Filling filling = house.archive.fill(ArchiveHouse.GATE, fromUs, at(1_500))) {
            feed(filling, 900, END, 0);
            filling.finish();
        }
        assertThat(fetchedRows().getFirst().startWallUs()).isEqualTo(at(begins));
        assertNothingIsMissing();
    }

    /** It keeps every other picture only, so that its groups are shorter than ours. */
    @Test
    void beginsWithTheGroupThatWasCutOffAlsoWhereTheCardHasFewerPictures() throws Exception {
        recordWithGap(1_022, 1_500);
        try (Filling filling = house.archive.fill(ArchiveHouse.GATE, at(1_022), at(1_500))) {
            FragmentMaker maker = CardHouse.maker(filling);
            for (int i = 900; i < END && !filling.complete(); i++) {
                if (card.camera.key(i) || i % 2 == 0) {
                    maker.unit(card.camera.unit(i, 900, 0));
                }
            }
            maker.flush();
            filling.finish();
        }
        assertThat(fetchedRows().getFirst().startWallUs()).isEqualTo(at(1_000));
    }

    @Test
    void keepsEverySampleAsItWasGiven() throws Exception {
        recordWithGap(1_000, 1_500);
        fill(1_000, 1_500, 0);
        var picture = house.archive.keyPicture(ArchiveHouse.GATE, at(1_275) + 5).orElseThrow();
        assertThat(picture.wallUs()).isEqualTo(at(1_275));
        assertThat(picture.data()).isEqualTo(card.camera.data(1_275));
    }

    @Test
    void leavesAGapWhereTheCardHasNothing() throws Exception {
        recordWithGap(1_000, 1_500);
        try (Filling filling = house.archive.fill(ArchiveHouse.GATE, at(1_000), at(1_500))) {
            FragmentMaker maker = CardHouse.maker(filling);
            maker.tracks(List.of(CardCamera.TRACK));
            for (int i = 1_100; i < 1_400; i++) {
                if (i < 1_200 || i >= 1_300) {
                    maker.unit(card.camera.unit(i, 1_100, 0));
                }
            }
            maker.flush();
            assertThat(filling.finish())
                    .extracting(Span::fromUs, Span::toUs)
                    .containsExactly(tuple(at(1_100), at(1_200)), tuple(at(1_300), at(1_400)));
        }
        assertThat(house.archive.gaps(ArchiveHouse.GATE, at(0), at(END)))
                .extracting(Gap::fromUs, Gap::toUs)
                .containsExactly(
                        tuple(at(1_000), at(1_100)),
                        tuple(at(1_200), at(1_300)),
                        tuple(at(1_400), at(1_500)));
        assertThat(gaps())
                .extracting(GapRow::reason)
                .filteredOn(reason -> reason == GapReason.CAMERA_UNREACHABLE)
                .isNotEmpty();
        assertThat(new TreeSet<>(paged(at(0), 5))).hasSize(1_000 + 100 + 100 + (END - 1 - 1_500));
    }

    @Test
    void beginsAnotherFileWhereTheFormatChanges() throws Exception {
        recordWithGap(1_000, 1_500);
        try (Filling filling = house.archive.fill(ArchiveHouse.GATE, at(1_000), at(1_500))) {
            FragmentMaker maker = CardHouse.maker(filling);
            maker.tracks(List.of(CardCamera.TRACK));
            for (int i = 950; i < 1_520; i++) {
                if (i == 1_250) {
                    maker.tracks(List.of(CardCamera.WIDER));
                }
                maker.unit(card.camera.unit(i, 950, 0));
            }
            assertThat(filling.finish()).hasSize(1);
        }
        assertThat(fetchedRows())
                .extracting(SegmentRow::startWallUs)
                .containsExactly(at(1_000), at(1_250));
        assertNothingIsMissing();
        assertThat(new TreeSet<>(paged(at(0), 5))).containsExactlyElementsOf(range(0, END - 1));
        assertThat(new TreeSet<>(exported(at(900), at(1_600)))).containsAll(range(900, 1_600));
    }

    @Test
    void cutsLongGapsIntoFilesOfTheUsualLength() throws Exception {
        live(0, 500);
        away(6_000);
        live(6_000, 6_100);
        try (Filling filling = house.archive.fill(ArchiveHouse.GATE, at(500), at(6_000))) {
            feed(filling, 450, 6_100, 0);
            assertThat(filling.finish()).hasSize(1);
        }
        assertThat(fetchedRows()).hasSize(4);
        assertThat(gaps()).isEmpty();
        assertThat(new TreeSet<>(paged(at(0), 30))).containsExactlyElementsOf(range(0, 6_099));
    }

    /** A device that codes anew what it plays has no such picture: then its clock decides. */
    /** The same unit with other bytes. */
    private static AccessUnit with(AccessUnit unit, byte[] data) {
        return new AccessUnit(
                1,
                unit.dtsTicks(),
                unit.ptsTicks(),
                unit.wallUs(),
                unit.randomAccess(),
                unit.discontinuity(),
                false,
                data);
    }

    @Test
    void endsByTheClockWhenNoPictureIsTheSame() throws Exception {
        recordWithGap(1_000, 1_500);
        try (Filling filling = house.archive.fill(ArchiveHouse.GATE, at(1_000), at(1_500))) {
            FragmentMaker maker = CardHouse.maker(filling);
            maker.tracks(List.of(CardCamera.TRACK));
            int i = 900;
            for (; i < END && !filling.complete(); i++) {
                var unit = card.camera.unit(i, 900, 0);
                byte[] other = unit.data().clone();
                other[other.length - 1] = 7;
                maker.unit(with(unit, other));
            }
            assertThat(i).isEqualTo(1_552);
            filling.finish();
        }
        assertThat(fetchedRows().getFirst().endWallUs()).isEqualTo(at(1_500));
        assertNothingIsMissing();
    }

    /** A test picture, or a camera that shows nothing new: the same key picture twice. */
    @Test
    void ofTwoPicturesThatAreTheSameTheNearerOneCounts() throws Exception {
        recordWithGap(1_010, 1_500);
        try (Filling filling = house.archive.fill(ArchiveHouse.GATE, at(1_010), at(1_500))) {
            FragmentMaker maker = CardHouse.maker(filling);
            maker.tracks(List.of(CardCamera.TRACK));
            for (int i = 900; i < END && !filling.complete(); i++) {
                var unit = card.camera.unit(i, 900, 40_000);
                byte[] data = card.camera.unit(i == 1_475 ? 1_500 : i, 900, 0).data();
                maker.unit(with(unit, data));
            }
            assertThat(filling.finish().getFirst().toUs()).isEqualTo(at(1_500) + 40_000);
        }
    }

    /** Parameter sets and messages around it do not make another picture of it. */
    @Test
    void knowsThePictureAlsoWithOtherParameterSetsAroundIt() throws Exception {
        recordWithGap(1_010, 1_500);
        try (Filling filling = house.archive.fill(ArchiveHouse.GATE, at(1_010), at(1_500))) {
            FragmentMaker maker = CardHouse.maker(filling);
            maker.tracks(List.of(CardCamera.TRACK));
            for (int i = 900; i < END && !filling.complete(); i++) {
                var unit = card.camera.unit(i, 900, 300_000);
                byte[] data = unit.data();
                byte[] withSei = new byte[data.length + 6];
                withSei[3] = 2;
                withSei[4] = 6;
                System.arraycopy(data, 0, withSei, 6, data.length);
                maker.unit(with(unit, withSei));
            }
            assertThat(filling.finish().getFirst().toUs()).isEqualTo(at(1_500) + 300_000);
        }
    }

    @Test
    void refusesWhatIsNoGapOfThePast() throws Exception {
        recordWithGap(1_000, 1_500);
        Archive archive = house.archive;
        long nowUs = house.nowUs.get();
        assertThatThrownBy(() -> archive.fill(ArchiveHouse.GATE, at(1_000), at(1_000)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> archive.fill(ArchiveHouse.GATE, at(1_000), nowUs + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        archive.fill(ArchiveHouse.GATE, at(1_500) - 86_400 * S - 1, at(1_500)))
                .isInstanceOf(IllegalArgumentException.class);
        try (Filling filling = archive.fill(ArchiveHouse.GATE, at(1_000), at(1_500))) {
            assertThat(filling.complete()).isFalse();
            assertThatThrownBy(() -> archive.fill(ArchiveHouse.GATE, at(1_000), at(1_200)))
                    .isInstanceOf(IllegalStateException.class);
        }
        archive.fill(ArchiveHouse.GATE, at(1_000), at(1_500)).close();
        assertThat(fetchedRows()).isEmpty();
        assertThat(gaps()).isNotEmpty();
    }

    @Test
    void keepsWhatItHasWhenItIsClosedEarly() throws Exception {
        recordWithGap(1_000, 1_500);
        Filling filling = house.archive.fill(ArchiveHouse.GATE, at(1_000), at(1_500));
        feed(filling, 950, 1_250, 0);
        filling.close();
        filling.close();
        assertThat(filling.finish()).extracting(Span::toUs).containsExactly(at(1_250));
        assertThat(house.archive.gaps(ArchiveHouse.GATE, at(0), at(END)))
                .extracting(Gap::fromUs, Gap::toUs)
                .containsExactly(tuple(at(1_250), at(1_500)));
        // The rest can be fetched another time, onto what is there now.
        fill(1_250, 1_500, 0);
        assertNothingIsMissing();
        assertThat(new TreeSet<>(paged(at(0), 4))).containsExactlyElementsOf(range(0, END - 1));
        assertThat(new TreeSet<>(exported(at(0), at(END))))
                .containsExactlyElementsOf(range(0, END - 1));
    }

    @Test
    void keepsWhatItHasWhenTheServerStops() throws Exception {
        recordWithGap(1_000, 1_500);
        Filling filling = house.archive.fill(ArchiveHouse.GATE, at(1_000), at(1_500));
        feed(filling, 950, 1_250, 0);
        house.archive.close();
        assertThat(fetchedRows())
                .extracting(SegmentRow::state, SegmentRow::endWallUs)
                .containsExactly(tuple(SegmentState.COMPLETE, at(1_250)));
        assertThat(filling.complete()).isTrue();
        FragmentMaker maker = CardHouse.maker(filling);
        maker.unit(card.camera.unit(1_250, 1_250, 0));
        assertThatThrownBy(maker::flush).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> house.archive.fill(ArchiveHouse.GATE, at(1_250), at(1_500)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tellsWhatWasFetched() throws Exception {
        recordWithGap(1_010, 1_500);
        fill(1_010, 1_500, 0);
        house.settle();
        CoverageHour hour = house.archive.coverage(ArchiveHouse.GATE, at(0), at(2_000)).getFirst();
        assertThat(hour.fetchedUs()).isEqualTo(at(1_500) - at(1_000));
        assertThat(hour.recordedUs()).isEqualTo(at(2_000) - at(0));
        assertThat(house.archive.fetched(ArchiveHouse.GATE, at(0), at(END)))
                .containsExactly(new Interval(at(1_000), at(1_500)));
        assertThat(house.archive.fetched(ArchiveHouse.GATE, at(1_100), at(1_200)))
                .containsExactly(new Interval(at(1_100), at(1_200)));
        assertThat(house.archive.fetched(ArchiveHouse.GATE, at(1_600), at(END))).isEmpty();
    }

    @Test
    void isNoForeignFileWhileItIsWritten() throws Exception {
        recordWithGap(1_000, 1_500);
        try (Filling filling = house.archive.fill(ArchiveHouse.GATE, at(1_000), at(1_500))) {
            feed(filling, 950, 1_400, 0);
            house.settle();
            VerifyReport report = house.archive.verify(Progress.silent());
            assertThat(report.problems()).isEmpty();
            assertThat(fetchedRows())
                    .extracting(SegmentRow::state)
                    .containsExactly(SegmentState.WRITING);
            assertThat(gaps()).as("it is no less a gap until it is on the disk").isNotEmpty();
        }
    }

    @Test
    void staysFetchedWhenTheCatalogueIsBuiltAnew() throws Exception {
        recordWithGap(1_000, 1_500);
        List<GapRow> before = gaps();
        fill(1_000, 1_500, 0);
        house.archive.close();
        InMemoryCatalog anew = new InMemoryCatalog();
        for (GapRow gap : before) {
            anew.addGap(gap.key(), gap.fromUs(), gap.toUs(), gap.reason());
        }
        Archive.reindex(house.config, anew, Progress.silent());
        assertThat(anew.segments(ArchiveHouse.GATE, 0, SegmentCatalog.OPEN, 100))
                .extracting(SegmentRow::origin)
                .containsExactly(Origin.LIVE, Origin.FETCHED, Origin.LIVE);
        assertThat(anew.segmentsInState(SegmentState.WRITING, 0, 10)).isEmpty();
        assertThat(anew.gaps(ArchiveHouse.GATE, 0, at(END), 10)).isEmpty();
        assertThat(Archive.verify(house.config, anew, Progress.silent()).problems()).isEmpty();
    }

    /** The camera falls silent without a cut, so the file goes on in the middle of a group. */
    private void recordWithAHoleInAFile(int from, int to) throws Exception {
        house.close();
        open(600);
        live(0, from);
        card.silent(to);
        live(to, END);
    }

    @Test
    void pagingOverAHoleInTheMiddleOfAGroupComesToItsEnd() throws Exception {
        recordWithAHoleInAFile(1_010, 1_260);
        List<Integer> recorded = new ArrayList<>(range(0, 1_010));
        recorded.addAll(range(1_260, END - 1));
        for (int seconds : new int[] {1, 5, 30}) {
            assertThat(new TreeSet<>(paged(at(0), seconds))).containsExactlyElementsOf(recorded);
        }
        assertThat(new TreeSet<>(exported(at(0), at(END)))).containsExactlyElementsOf(recorded);
    }

    @Test
    void fillsAHoleInTheMiddleOfAFile() throws Exception {
        recordWithAHoleInAFile(1_010, 1_260);
        try (Filling filling = house.archive.fill(ArchiveHouse.GATE, at(1_010), at(1_260))) {
            feed(filling, 0, END, 0);
            filling.finish();
        }
        assertThat(fetchedRows())
                .extracting(SegmentRow::startWallUs, SegmentRow::endWallUs)
                .containsExactly(tuple(at(600), at(1_260)));
        assertNothingIsMissing();
        for (int seconds : new int[] {1, 5, 30}) {
            assertThat(new TreeSet<>(paged(at(0), seconds)))
                    .containsExactlyElementsOf(range(0, END - 1));
        }
        assertThat(new TreeSet<>(exported(at(0), at(END))))
                .containsExactlyElementsOf(range(0, END - 1));
    }

    @Test
    void anExportOverSeamsTellsTheTimesOfItsPieces() throws Exception {
        recordWithGap(1_010, 1_500);
        fill(1_010, 1_500, 0);
        try (Export export =
                house.archive.export(ArchiveHouse.GATE, at(500), at(2_000)).getFirst()) {
            assertThat(export.pieces())
                    .extracting(Export.Piece::wallStartUs, Export.Piece::wallEndUs)
                    .containsExactly(
                            tuple(at(500), at(1_010)),
                            tuple(at(1_000), at(1_500)),
                            tuple(at(1_500), at(2_000)));
        }
    }

    /** An hour in which the camera was away again and again, half of it filled. */
    @Test
    void pagesThroughAnHourWithManySeams() throws Exception {
        int pictures = 25 * 3_600;
        int cycle = 2_000;
        List<Integer> there = new ArrayList<>();
        for (int from = 0; from < pictures; from += cycle) {
            int away = from + 900 + (from / cycle) % 25;
            live(from, away);
            away(from + cycle);
            there.addAll(range(from, away));
        }
        live(pictures, pictures + 100);
        there.addAll(range(pictures, pictures + 99));
        for (int from = 0; from < pictures; from += 2 * cycle) {
            int away = from + 900 + (from / cycle) % 25;
            long clockUs = ((from / cycle) % 3 - 1) * 300_000L;
            try (Filling filling =
                    house.archive.fill(ArchiveHouse.GATE, at(away), at(from + cycle))) {
                feed(filling, away - 200, pictures + 100, clockUs);
                filling.finish();
            }
            there.addAll(range(away, from + cycle));
        }
        house.settle();
        assertThat(gaps()).hasSize(pictures / cycle / 2);
        assertThat(new TreeSet<>(paged(at(0), 10))).containsExactlyElementsOf(new TreeSet<>(there));
    }
}
