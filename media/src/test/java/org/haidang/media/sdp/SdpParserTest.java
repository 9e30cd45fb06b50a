package org.haidang.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.haidang.media.rtsp.MediaTrack;
import org.haidang.media.rtsp.TrackChoice;
import org.junit.jupiter.api.Test;

/** Rows D of the catalogue, with the choice of tracks that follows from them. */
class SdpParserTest {
    private static final String VIDEO =
            """
            m=video 0 RTP/AVP 96
            a=rtpmap:96 H264/90000
            a=fmtp:96 packetization-mode=1; sprop-parameter-sets=Z0IAKeKQ,aM48gA==
            a=control:trackID=0
            """;

    private static List<MediaTrack> tracks(String sdp) {
        return TrackChoice.pulled(SdpParser.parse(sdp));
    }

    @Test
    void d01_anyOriginLineWillDo() {
        for (String origin :
                new String[] {
                    "o=-0 0",
                    "o=- 0xAC4EC96E 1 IN IP4 1.2.3.4",
                    "o=- AC4EC96E 1 IN IP4 1.2.3.4",
                    "o=- -17 1.2 IN IPV4",
                    "o=RTSP Session 1 2 IN IP4 0.0.0.0",
                    "o=a b c d e f",
                    "o=- 1 2 3 4 IN IP4 1.2.3.4",
                    "o=- 1 1 IN IP IP4 1.2.3.4",
                    "o=",
                    "o",
                    ""
                }) {
            String sdp = "v=0\n" + origin + "\ns=x\nt=0 0\n" + VIDEO;
            assertThat(tracks(sdp)).as(origin).hasSize(1);
        }
    }

    @Test
    void d03_anyConnectionLineWillDo() {
        for (String connection :
                new String[] {
                    "c=IN c=IN IP4 0.0.0.0",
                    "c=In IP4",
                    "c=SM SM spk0_trackID2",
                    "c=IN 198.51.100.1",
                    "c="
                }) {
            assertThat(tracks("v=0\n" + connection + "\n" + VIDEO + connection + "\n"))
                    .as(connection)
                    .hasSize(1);
        }
    }

    @Test
    void d04_takesAttributesInAnyOrderAmongBandwidthLines() {
        String sdp =
                """
                m=video 0 RTP/AVP 96
                b=RR:0
                a=control:trackID=0
                b=TIAS:1
                a=fmtp:96 packetization-mode=1
                a=rtpmap:96 H264/90000
                """;
        assertThat(tracks(sdp))
                .singleElement()
                .matches(t -> t.fmtp().containsKey("packetization-mode"));
    }

    @Test
    void d05_skipsOneMediumAndKeepsTheIndexOfTheOthers() {
        String sdp =
                """
                m=application/TP-LINK 0 RTP/AVP smart/1/90000
                a=rtpmap:95 TP-LINK/90000
                a=control:track1
                """
                        + VIDEO;
        assertThat(SdpParser.parse(sdp).media()).hasSize(2);
        assertThat(tracks(sdp)).singleElement().matches(t -> t.mediaIndex() == 1 && t.isVideo());
    }

    @Test
    void d06_skipsMediaOfOtherKinds() {
        String sdp =
                """
                m=metadata 0 RTP/AVP 107
                a=rtpmap:107 vnd.onvif.metadata/90000
                m=text
                m=
                m=video 0 MP2T/AVP 33
                m=application 0 META /0
                """
                        + VIDEO;
        assertThat(tracks(sdp)).singleElement().matches(t -> t.mediaIndex() == 5);
    }

    @Test
    void d07_trimsMaps() {
        String sdp = "m=video 0 RTP/AVP 96\na=rtpmap:96 H264/90000 \r\na=control: trackID=7 \n";
        assertThat(tracks(sdp))
                .singleElement()
                .matches(t -> t.clockRateHz() == 90_000 && "trackID=7".equals(t.control()));
    }

    @Test
    void d08_takesAnEmptyFormatLineForNone() {
        String sdp = "m=video 0 RTP/AVP 96\na=rtpmap:96 H264/90000\na=fmtp:96\na=fmtp:\n";
        assertThat(tracks(sdp)).singleElement().matches(t -> t.fmtp().isEmpty());
    }

    @Test
    void d10_takesTheEncodingNameWhenPayloadTypesDiffer() {
        String sdp = "m=video 0 RTP/AVP 35\na=rtpmap:96 H264/90000\n";
        assertThat(tracks(sdp)).singleElement().matches(t -> t.encodingName().equals("H264"));
    }

    @Test
    void d11_readsParametersWithBlanksOddCaseAndATrailingSemicolon() {
        String sdp =
                "m=video 0 RTP/AVP 96\na=rtpmap:96 h264/90000\n"
                        + "a=fmtp:96 Packetization-Mode = 1 ; profile-level-id=;"
                        + " sprop-parameter-sets=Zw==,aA== ;\n";
        assertThat(tracks(sdp).getFirst().fmtp())
                .containsEntry("packetization-mode", "1")
                .containsEntry("profile-level-id", "")
                .containsEntry("sprop-parameter-sets", "Zw==,aA==");
    }

    @Test
    void d17_takesVideoWithoutPacketizationMode() {
        for (String format : new String[] {"", "a=fmtp:96 packetization-mode=0\n"}) {
            assertThat(tracks("m=video 0 RTP/AVP 96\na=rtpmap:96 H264/90000\n" + format))
                    .hasSize(1);
        }
    }

    @Test
    void d18_readsAudioMapsInAnyCaseAndTheStaticTypes() {
        assertThat(tracks("m=audio 0 RTP/AVP 97\na=rtpmap:97 pcmu/8000/1\n"))
                .singleElement()
                .matches(t -> t.encodingName().equals("PCMU") && t.channels() == 1);
        assertThat(tracks("m=audio 0 RTP/AVP 97\na=rtpmap:97 PCMA/16000/2\n"))
                .singleElement()
                .matches(t -> t.clockRateHz() == 16_000 && t.channels() == 2);
        assertThat(tracks("m=audio 0 RTP/AVP 8\n"))
                .singleElement()
                .matches(t -> t.encodingName().equals("PCMA") && t.clockRateHz() == 8_000);
        assertThat(tracks("m=audio 0 RTP/AVP 97\na=rtpmap:97 opus/48000/1\n")).isEmpty();
    }

    @Test
    void d21_takesMediaThatAreAllMarkedSendonly() {
        String audio = "m=audio 0 RTP/AVP 0\na=sendonly\n";
        assertThat(tracks(VIDEO + "a=sendonly\n" + audio)).hasSize(2);
    }

    @Test
    void d23_tellsTheBackChannelFromTheAudioByItsIndex() {
        String sdp =
                VIDEO
                        + """
                        a=recvonly
                        m=audio 0 RTP/AVP 0
                        a=control:back
                        a=sendonly
                        m=audio 0 RTP/AVP 0
                        a=control:microphone
                        a=recvonly
                        """;
        assertThat(tracks(sdp))
                .hasSize(2)
                .last()
                .matches(t -> t.mediaIndex() == 2 && "microphone".equals(t.control()));
    }

    @Test
    void d24_caresNothingForMediaIds() {
        assertThat(tracks(VIDEO + "a=mid:!?\na=ssrc:x\nm=audio 0 RTP/AVP 0\n")).hasSize(2);
    }

    @Test
    void d25_tellsAllVideosAndPullsTheFirst() {
        String second = VIDEO.replace("trackID=0", "trackID=9");
        assertThat(tracks(VIDEO + second)).singleElement().matches(t -> t.mediaIndex() == 0);
        assertThat(TrackChoice.all(SdpParser.parse(VIDEO + second)))
                .hasSize(2)
                .extracting(MediaTrack::trackId)
                .containsExactly(1, 3);
    }

    @Test
    void d26_theSameTrackHasTheSameIdInEveryDescription() {
        String audio = "m=audio 0 RTP/AVP 0\n";
        assertThat(tracks(audio + VIDEO)).extracting(MediaTrack::trackId).containsExactly(1, 2);
        assertThat(tracks(audio)).extracting(MediaTrack::trackId).containsExactly(2);
    }

    @Test
    void keepsTheSizeThatAnotherAttributeTells() {
        assertThat(tracks(VIDEO + "a=x-dimensions:1920, 1080\n").getFirst().fmtp())
                .containsEntry("x-dimensions", "1920,1080");
        assertThat(tracks(VIDEO + "a=framesize:96 704-576\n").getFirst().fmtp())
                .containsEntry("x-dimensions", "704,576");
    }

    @Test
    void boundsWhatAHostileDescriptionMakesItKeep() {
        Sdp sdp = SdpParser.parse(VIDEO.repeat(500));
        assertThat(sdp.media()).hasSize(Sdp.MAX_MEDIA);
        String maps = "a=rtpmap:96 H264/90000\na=fmtp:97 " + "k=v;".repeat(1000) + "\n";
        Sdp wide =
                SdpParser.parse("m=video 0 RTP/AVP" + " 96".repeat(4000) + "\n" + maps.repeat(9));
        assertThat(wide.media().getFirst().payloadTypes()).hasSizeLessThanOrEqualTo(32);
    }

    @Test
    void noTruncationOrMutationEndsInAnException() {
        byte[] good =
                ("v=0\no=- 1 1 IN IP4 0.0.0.0\ns=x\na=control:*\n"
                                + VIDEO
                                + "a=x-dimensions:1,2\nm=audio 0 RTP/AVP 0 97\n"
                                + "a=rtpmap:97 MPEG4-GENERIC/16000/2\na=fmtp:97 mode=AAC-hbr\n")
                        .getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut < good.length; cut++) {
            TrackChoice.all(SdpParser.parse(Arrays.copyOf(good, cut)));
        }
        long seed = 20_261_124L;
        Random random = new Random(seed);
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = good.clone();
            for (int n = random.nextInt(10); n >= 0; n--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            found += TrackChoice.all(SdpParser.parse(bad)).size();
        }
        assertThat(found).as("most damage costs no track").isGreaterThan(20_000);
    }
}
