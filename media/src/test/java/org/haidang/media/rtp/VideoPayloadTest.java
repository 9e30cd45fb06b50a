package org.haidang.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.haidang.media.codec.TestNals;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Codec;
import org.junit.jupiter.api.Test;

class VideoPayloadTest {
    private static final byte[] AUD = TestNals.aud();
    private static final byte[] SPS = TestNals.sps();
    private static final byte[] PPS = TestNals.pps();

    private final Random random = new Random(1);
    private final byte[] idr = TestNals.idr(300, random);
    private final byte[] slice = TestNals.slice(120, random);
    private final byte[] second = TestNals.slice(90, random);

    private static void assertNals(AccessUnit unit, byte[]... nals) {
        assertThat(Rig.nals(unit)).usingElementComparator(Arrays::compare).containsExactly(nals);
    }

    private static byte[] join(byte[]... parts) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static final byte[] START = {0, 0, 0, 1};

    @Test
    void keepsEveryNalUnitAsReceived() {
        Rig rig = Rig.h264();
        byte[] unknown = {0x1F, 1, 2, 3};
        byte[] sei = {0x06, 5, 2, 1, 2, (byte) 0x80};
        rig.picture(AUD, SPS, PPS, sei, unknown, idr);
        rig.picture(AUD, slice);
        assertNals(rig.unit(0), AUD, SPS, PPS, sei, unknown, idr);
        assertNals(rig.unit(1), AUD, slice);
        assertThat(rig.unit(0).randomAccess()).isTrue();
        assertThat(rig.unit(1).randomAccess()).isFalse();
        assertThat(rig.video().width()).isEqualTo(1280);
        assertThat(rig.video().codecString()).isEqualTo("avc1.64001f");
        assertThat(rig.receiver.counters().malformed()).isZero();
    }

    @Test
    void unpacksAggregatesAndFragments() {
        Rig rig = Rig.h264();
        rig.send(rig.packet(false, Rig.stapA(SPS, PPS)));
        List<byte[]> parts = Rig.fuA(idr, 50);
        for (int i = 0; i < parts.size(); i++) {
            rig.send(rig.packet(i == parts.size() - 1, parts.get(i)));
        }
        assertNals(rig.unit(0), SPS, PPS, idr);
        assertThat(rig.unit(0).damaged()).isFalse();
    }

    @Test
    void r10_endsThePictureOnTimestampChangeWhenNoMarkerComes() {
        Rig rig = Rig.h264();
        rig.unmarked(SPS, PPS, idr);
        assertThat(rig.units).isEmpty();
        rig.unmarked(slice);
        rig.unmarked(second);
        assertNals(rig.unit(0), SPS, PPS, idr);
        assertNals(rig.unit(1), slice);
        rig.receiver.flush();
        assertNals(rig.unit(2), second);
    }

    @Test
    void r10_endsThePictureAtTheNextOneWhenNeitherMarkerNorTimestampMoves() {
        Rig rig = Rig.h264();
        rig.pictureTicks = 0;
        rig.unmarked(SPS, PPS, idr);
        rig.unmarked(slice);
        rig.unmarked(SPS, PPS, idr);
        rig.unmarked(second);
        rig.receiver.flush();
        assertThat(rig.units).hasSize(4);
        assertNals(rig.unit(1), slice);
        assertNals(rig.unit(2), SPS, PPS, idr);
    }

    @Test
    void r11_ignoresMarkersOnParameterSetsAndSei() {
        Rig rig = Rig.h264();
        byte[] sei = {0x06, 5, 2, 1, 2, (byte) 0x80};
        for (byte[] nal : List.of(SPS, PPS, sei, idr)) {
            rig.send(rig.packet(true, nal));
        }
        assertThat(rig.units).hasSize(1);
        assertNals(rig.unit(0), SPS, PPS, sei, idr);
    }

    @Test
    void r11_joinsParameterSetsOfAnEarlierTimestampToTheirPicture() {
        Rig rig = Rig.h264();
        rig.picture(SPS);
        rig.picture(PPS);
        rig.picture(idr);
        rig.picture(slice);
        assertThat(rig.units).hasSize(2);
        assertNals(rig.unit(0), SPS, PPS, idr);
        assertThat(rig.unit(0).damaged()).isFalse();
    }

    @Test
    void r11_stopsTrustingMarkersThatComeOnEverySlice() {
        Rig rig = Rig.h264();
        byte[] lower = TestNals.h264Slice(0x41, 40, 5, 0, 60, random);
        rig.picture(SPS, PPS, idr);
        for (int i = 0; i < 4; i++) {
            rig.send(rig.packet(true, slice));
            rig.send(rig.packet(true, lower));
            rig.next();
        }
        rig.receiver.flush();
        assertThat(rig.oddities).contains(Oddity.MARKER_IN_PICTURE);
        assertNals(rig.last(), slice, lower);
        assertThat(rig.units.stream().filter(AccessUnit::damaged)).hasSize(1);
        assertThat(rig.units).hasSize(6); // the first such picture came out in two parts
    }

    @Test
    void r12_dropsTheOpenFragmentWhenTheTimestampChangesWithin() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        List<byte[]> parts = Rig.fuA(slice, 40);
        rig.send(rig.packet(false, second));
        rig.send(rig.packet(false, parts.get(0)));
        rig.timestamp += 3600;
        rig.send(rig.packet(false, parts.get(1)));
        rig.send(rig.packet(true, TestNals.slice(20, random)));
        assertThat(rig.units).hasSize(3);
        assertNals(rig.unit(1), second);
        assertThat(rig.unit(1).damaged()).isTrue();
        assertThat(rig.unit(2).damaged()).isTrue();
    }

    @Test
    void r12_neverJoinsFragmentsOfTwoTimestamps() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        List<byte[]> parts = Rig.fuA(slice, 40);
        rig.send(rig.packet(false, parts.get(0)));
        rig.timestamp += 3600;
        for (byte[] part : parts.subList(1, parts.size())) {
            rig.send(rig.packet((part[1] & 0x40) != 0, part));
        }
        rig.next();
        rig.picture(second);
        assertThat(rig.units).hasSize(2);
        assertNals(rig.unit(1), second);
        assertThat(rig.unit(1).discontinuity()).isTrue();
    }

    @Test
    void r13_dropsAPictureWithoutEndAndGoesOn() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        byte[] big = TestNals.h264Slice(0x41, 7, 5, 0, 60_000, random);
        rig.send(rig.packet(false, slice));
        for (int i = 0; i < 200; i++) {
            rig.send(rig.packet(false, big));
        }
        rig.send(rig.packet(true, big));
        rig.next();
        rig.picture(SPS, PPS, idr);
        assertThat(rig.units).hasSize(2);
        assertThat(rig.last().discontinuity()).isTrue();
        assertThat(rig.oddities).contains(Oddity.OVERSIZED_UNIT);
        assertThat(rig.receiver.counters().droppedUnits()).isEqualTo(1);
    }

    @Test
    void r13_boundsTheNumberOfNalUnitsToo() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        for (int i = 0; i < UnitBuffer.MAX_NALS + 10; i++) {
            rig.send(rig.packet(false, new byte[] {0x0C, 1}));
        }
        rig.picture(slice);
        rig.picture(second);
        assertNals(rig.last(), second);
        assertThat(rig.oddities).contains(Oddity.OVERSIZED_UNIT);
    }

    @Test
    void v01_splitsAByteStreamInASingleNalPacket() {
        Rig rig = Rig.h264();
        rig.picture(join(START, SPS, START, PPS, START, idr));
        rig.picture(join(START, slice));
        assertNals(rig.unit(0), SPS, PPS, idr);
        assertNals(rig.unit(1), slice);
        assertThat(rig.oddities).contains(Oddity.START_CODES);
    }

    @Test
    void v01_splitsParameterSetsAndPictureThatShareOnePacket() {
        Rig rig = Rig.h264();
        rig.picture(join(SPS, START, PPS, new byte[] {0, 0, 1}, idr));
        assertNals(rig.unit(0), SPS, PPS, idr);
    }

    @Test
    void v01_splitsAByteStreamInAnAggregate() {
        Rig rig = Rig.h264();
        rig.send(
                rig.packet(
                        true,
                        Rig.stapA(join(START, SPS), join(SPS, START, PPS), join(START, idr))));
        assertNals(rig.unit(0), SPS, SPS, PPS, idr);
    }

    @Test
    void v01_splitsAByteStreamInFragments() {
        Rig rig = Rig.h264();
        for (byte[] stream :
                List.of(
                        join(SPS, START, PPS, START, idr),
                        join(START, SPS, START, PPS, START, idr))) {
            List<byte[]> parts = Rig.fuA(stream, 60);
            for (int i = 0; i < parts.size(); i++) {
                rig.send(rig.packet(i == parts.size() - 1, parts.get(i)));
            }
            rig.next();
        }
        assertNals(rig.unit(0), SPS, PPS, idr);
        assertNals(rig.unit(1), SPS, PPS, idr);
    }

    @Test
    void v02_takesAFragmentThatIsStartAndEndAsAWholeNalUnit() {
        Rig rig = Rig.h264();
        for (byte[] nal : List.of(SPS, PPS, idr)) {
            rig.send(rig.packet(nal.length > 200, Rig.fuA(nal, 5000).getFirst()));
        }
        assertNals(rig.unit(0), SPS, PPS, idr);
    }

    @Test
    void v04_takesTheTypeOfTheFirstFragment() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        List<byte[]> parts = Rig.fuA(slice, 40);
        for (int i = 0; i < parts.size(); i++) {
            byte[] part = parts.get(i);
            if (i > 0) {
                part[1] = (byte) ((part[1] & 0xC0) | 0x20 | 5);
            }
            rig.send(rig.packet(i == parts.size() - 1, part));
        }
        assertNals(rig.unit(1), slice);
    }

    @Test
    void endsAFragmentAtTheMarkerWhenItsEndBitIsMissing() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        List<byte[]> parts = Rig.fuA(slice, 40);
        parts.getLast()[1] &= ~0x40;
        for (int i = 0; i < parts.size(); i++) {
            rig.send(rig.packet(i == parts.size() - 1, parts.get(i)));
        }
        assertNals(rig.unit(1), slice);
        assertThat(rig.unit(1).damaged()).isFalse();
    }

    @Test
    void v06_knowsParameterSetsFromTheDescriptionAlone() {
        Rig rig = Rig.h264(Map.of("sprop-parameter-sets", base64(SPS) + "," + base64(PPS)));
        assertThat(rig.receiver.track()).isNotNull();
        rig.picture(idr);
        rig.picture(slice);
        assertNals(rig.unit(0), idr);
        assertThat(rig.video().parameterSets())
                .usingElementComparator(Arrays::compare)
                .containsExactly(SPS, PPS);
    }

    @Test
    void v06_remembersParameterSetsThatCameOnlyOnce() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        rig.picture(idr);
        assertThat(rig.tracks).hasSize(1);
        assertThat(rig.units).hasSize(2);
    }

    @Test
    void v07_keepsTheAccessUnitDelimiterAndOddOrder() {
        Rig rig = Rig.h264();
        byte[] sei = {0x06, 5, 2, 1, 2, (byte) 0x80};
        rig.picture(AUD, SPS, PPS, sei, idr);
        assertNals(rig.unit(0), AUD, SPS, PPS, sei, idr);
    }

    @Test
    void v08_tellsANewFormatBeforeTheFirstPictureThatHasIt() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        rig.picture(slice);
        rig.picture(TestNals.h264Sps(100, 640, 360, 0, 0), PPS, idr);
        assertThat(rig.tracks).hasSize(2);
        assertThat(rig.video().width()).isEqualTo(640);
        assertThat(rig.video().height()).isEqualTo(360);
        assertThat(rig.units).hasSize(3);
    }

    @Test
    void v08_tellsANewFormatWhenItsSetsCameAheadOfAnIdrWithoutThem() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        rig.picture(TestNals.h264Sps(100, 640, 360, 0, 0), slice);
        assertThat(rig.tracks).hasSize(1);
        rig.picture(idr);
        assertThat(rig.tracks).hasSize(2);
    }

    @Test
    void v09_takesJunkInTheUsabilityInformationForTheSameFormat() {
        Rig rig = Rig.h264();
        for (int junk = 0; junk < 20; junk++) {
            byte[] sps = TestNals.h264Sps(100, 1280, 720, 0, junk * 1_234_567L);
            rig.picture(sps, PPS, idr);
            assertNals(rig.last(), sps, PPS, idr);
        }
        assertThat(rig.tracks).hasSize(1);
    }

    @Test
    void v12_marksAPictureThatLostAFragment() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        rig.send(rig.packet(false, second));
        List<byte[]> parts = Rig.fuA(TestNals.h264Slice(0x41, 40, 5, 0, 120, random), 40);
        rig.send(rig.packet(false, parts.get(0)));
        rig.skip();
        rig.send(rig.packet(true, parts.get(2)));
        rig.next();
        rig.picture(slice);
        assertNals(rig.unit(1), second);
        assertThat(rig.unit(1).damaged()).isTrue();
        assertThat(rig.unit(2).damaged()).isFalse();
        assertThat(rig.receiver.counters().lost()).isEqualTo(1);
        assertThat(rig.receiver.counters().damagedUnits()).isEqualTo(1);
    }

    @Test
    void v12_marksAPictureThatLostItsFirstSliceToALostTail() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        rig.send(rig.packet(false, Rig.fuA(slice, 40).getFirst()));
        rig.skip();
        byte[] lower = TestNals.h264Slice(0x41, 40, 5, 0, 60, random);
        rig.send(rig.packet(true, lower));
        assertNals(rig.unit(1), lower);
        assertThat(rig.unit(1).damaged()).isTrue();
    }

    @Test
    void r07_takesAGapBetweenPicturesForADiscontinuityAndGoesOn() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        rig.skip();
        rig.next();
        rig.picture(slice);
        assertThat(rig.unit(1).damaged()).isFalse();
        assertThat(rig.unit(1).discontinuity()).isTrue();
        rig.picture(second);
        assertThat(rig.unit(2).discontinuity()).isFalse();
    }

    @Test
    void r07_marksAPictureWhoseHeadWasLost() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        rig.skip();
        rig.picture(TestNals.h264Slice(0x41, 40, 5, 0, 60, random));
        assertThat(rig.unit(1).damaged()).isTrue();
    }

    @Test
    void v14_readsH265WithAggregatesAndFragments() {
        Rig rig = Rig.h265();
        byte[] vps = TestNals.h265Vps();
        byte[] sps = TestNals.h265Sps(1920, 1080, 2, 1, false);
        byte[] pps = TestNals.h265Pps();
        byte[] key = TestNals.h265Slice(19, true, 400, random);
        rig.send(rig.packet(false, Rig.ap(vps, sps, pps)));
        List<byte[]> parts = Rig.fu265(key, 100);
        for (int i = 0; i < parts.size(); i++) {
            rig.send(rig.packet(i == parts.size() - 1, parts.get(i)));
        }
        rig.next();
        byte[] trail = TestNals.h265Slice(1, true, 50, random);
        rig.picture(trail);
        assertNals(rig.unit(0), vps, sps, pps, key);
        assertNals(rig.unit(1), trail);
        assertThat(rig.video().codec()).isEqualTo(Codec.H265);
        assertThat(rig.video().height()).isEqualTo(1080);
        assertThat(rig.video().reorderDepth()).isEqualTo(2);
        assertThat(rig.video().codecString()).isEqualTo("hvc1.1.6.L93.B0");
        assertThat(rig.unit(0).randomAccess()).isTrue();
        assertThat(rig.unit(1).randomAccess()).isFalse();
    }

    @Test
    void v14_skipsDecodingOrderNumbersWhenAnnounced() {
        Rig rig = Rig.h265(Map.of("sprop-max-don-diff", "2"));
        byte[] vps = TestNals.h265Vps();
        byte[] sps = TestNals.h265Sps(1920, 1080, 0, 1, false);
        byte[] pps = TestNals.h265Pps();
        byte[] key = TestNals.h265Slice(19, true, 400, random);
        byte[] don = {0, 9};
        byte[] ap = join(new byte[] {0x60, 1}, don, size(vps), vps, new byte[] {0}, size(sps), sps);
        rig.send(rig.packet(false, ap));
        rig.send(rig.packet(false, join(new byte[] {pps[0], pps[1]}, don, tail(pps, 2))));
        List<byte[]> parts = Rig.fu265(key, 150);
        for (int i = 0; i < parts.size(); i++) {
            byte[] part = parts.get(i);
            byte[] numbered = i == 0 ? join(Arrays.copyOf(part, 3), don, tail(part, 3)) : part;
            rig.send(rig.packet(i == parts.size() - 1, numbered));
        }
        assertNals(rig.unit(0), vps, sps, pps, key);
    }

    private static byte[] size(byte[] nal) {
        return new byte[] {(byte) (nal.length >> 8), (byte) nal.length};
    }

    private static byte[] tail(byte[] data, int from) {
        return Arrays.copyOfRange(data, from, data.length);
    }

    @Test
    void v14_dropsPaciPackets() {
        Rig rig = Rig.h265();
        rig.send(rig.packet(false, new byte[] {0x64, 1, 0, 0, 1, 2, 3}));
        assertThat(rig.receiver.counters().malformed()).isEqualTo(1);
    }

    @Test
    void v15_takesTheAnnouncedSizeWhenTheSpsCannotBeRead() {
        Rig rig = Rig.h265(Map.of("x-dimensions", "2560,1440"));
        byte[] sps = Arrays.copyOf(TestNals.h265Sps(1920, 1080, 0, 1, false), 20);
        rig.picture(
                TestNals.h265Vps(),
                sps,
                TestNals.h265Pps(),
                TestNals.h265Slice(19, true, 50, random));
        assertThat(rig.video().width()).isEqualTo(2560);
        assertThat(rig.oddities).contains(Oddity.PARAMETER_SETS);
    }

    @Test
    void v16_carriesOnThroughGroupsOfPicturesOfMinutes() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, idr);
        for (int i = 0; i < 25 * 300; i++) {
            rig.picture(slice);
        }
        assertThat(rig.units).hasSize(7501);
        assertThat(rig.units.stream().filter(AccessUnit::randomAccess)).hasSize(1);
        assertThat(rig.units.stream().skip(1).noneMatch(AccessUnit::discontinuity)).isTrue();
    }

    @Test
    void v17_startsAtARecoveryPoint() {
        Rig rig = Rig.h264();
        rig.picture(SPS, PPS, slice);
        rig.picture(TestNals.recoveryPoint(), slice);
        assertThat(rig.units).hasSize(1);
        assertThat(rig.unit(0).randomAccess()).isTrue();
    }

    @Test
    void v17_startsAtAnIntraPictureWhenNothingElseComesForTenSeconds() {
        Rig rig = Rig.h264();
        byte[] intra = TestNals.h264Slice(0x61, 0, 7, 0, 80, random);
        for (int i = 0; i < 15 * 25; i++) {
            if (i % 25 == 0) {
                rig.picture(SPS, PPS, intra);
            } else {
                rig.picture(slice);
            }
        }
        assertThat(rig.units).isNotEmpty();
        assertThat(rig.unit(0).randomAccess()).isTrue();
        assertThat(rig.oddities).contains(Oddity.NO_RANDOM_ACCESS);
    }

    @Test
    void v18_dropsWhatComesBeforeTheFirstRandomAccess() {
        Rig rig = Rig.h264();
        rig.picture(slice);
        rig.picture(second);
        rig.picture(SPS, PPS, idr);
        assertThat(rig.units).hasSize(1);
        assertThat(rig.unit(0).discontinuity()).isFalse();
        assertThat(rig.receiver.counters().droppedUnits()).isEqualTo(2);
    }

    @Test
    void v19_ignoresTimingInTheParameterSets() {
        Rig rig = Rig.h264();
        rig.picture(TestNals.h264Sps(100, 1920, 1080, 0, 0), PPS, idr);
        rig.picture(slice);
        assertThat(rig.video().height()).isEqualTo(1080);
        assertThat(rig.unit(1).dtsTicks() - rig.unit(0).dtsTicks()).isEqualTo(3600);
    }

    @Test
    void d12_waitsForParameterSetsInBand() {
        Rig rig = Rig.h264();
        assertThat(rig.receiver.track()).isNull();
        rig.picture(idr);
        assertThat(rig.units).isEmpty();
        rig.picture(SPS, PPS, idr);
        assertThat(rig.units).hasSize(1);
        assertThat(rig.receiver.track()).isEqualTo(rig.tracks.getFirst());
    }

    @Test
    void d13_ignoresSpropThatDoesNotParse() {
        for (String sprop :
                List.of(
                        "",
                        ",",
                        "AAAA",
                        "Z0IAH5WoFAFuQA",
                        "%%%%,,",
                        "Z",
                        base64(SPS),
                        "," + base64(PPS))) {
            Rig rig = Rig.h264(Map.of("sprop-parameter-sets", sprop));
            rig.picture(SPS, PPS, idr);
            assertThat(rig.units).as(sprop).hasSize(1);
            assertThat(rig.video().width()).as(sprop).isEqualTo(1280);
        }
    }

    @Test
    void d13_takesMoreThanTwoSetsAndBytesAfterThem() {
        byte[] longer = join(SPS, new byte[] {0, 0, 0});
        Rig rig =
                Rig.h264(
                        Map.of(
                                "sprop-parameter-sets",
                                base64(longer)
                                        + ","
                                        + base64(PPS)
                                        + ","
                                        + base64(TestNals.h264Pps(1, 0))));
        assertThat(rig.receiver.track()).isNotNull();
    }

    @Test
    void d14_takesSpropWithStartCodes() {
        String both = base64(join(START, SPS, START, PPS, START));
        Rig rig = Rig.h264(Map.of("sprop-parameter-sets", both));
        rig.picture(idr);
        assertThat(rig.units).hasSize(1);
        assertThat(rig.video().parameterSets())
                .usingElementComparator(Arrays::compare)
                .containsExactly(SPS, PPS);
    }

    @Test
    void d16_takesH265WhenH264WasAnnounced() {
        Rig rig = Rig.h264();
        byte[] vps = TestNals.h265Vps();
        byte[] sps = TestNals.h265Sps(1920, 1080, 0, 1, false);
        byte[] pps = TestNals.h265Pps();
        byte[] key = TestNals.h265Slice(19, true, 100, random);
        rig.picture(TestNals.h265Slice(1, true, 100, random));
        rig.picture(vps, sps, pps, key);
        rig.picture(TestNals.h265Slice(1, true, 60, random));
        assertThat(rig.video().codec()).isEqualTo(Codec.H265);
        assertNals(rig.unit(0), vps, sps, pps, key);
        assertThat(rig.units).hasSize(2);
        assertThat(rig.oddities).contains(Oddity.CODEC_DIFFERS);
    }

    @Test
    void d16_takesH264WhenH265WasAnnounced() {
        Rig rig = Rig.h265();
        rig.send(rig.packet(false, Rig.stapA(SPS, PPS)));
        rig.picture(idr);
        rig.picture(slice);
        assertThat(rig.video().codec()).isEqualTo(Codec.H264);
        assertNals(rig.unit(0), SPS, PPS, idr);
        assertThat(rig.units).hasSize(2);
    }

    @Test
    void d16_takesH265WhenItsSetsStandInH264Sprop() {
        String sprop =
                base64(TestNals.h265Vps())
                        + ","
                        + base64(TestNals.h265Sps(1280, 720, 0, 1, false))
                        + ","
                        + base64(TestNals.h265Pps());
        Rig rig = Rig.h264(Map.of("sprop-parameter-sets", sprop));
        rig.picture(TestNals.h265Slice(20, true, 100, random));
        assertThat(rig.video().codec()).isEqualTo(Codec.H265);
    }

    private static String base64(byte[] data) {
        return Base64.getEncoder().encodeToString(data);
    }
}
