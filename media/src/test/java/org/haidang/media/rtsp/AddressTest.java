package org.haidang.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.haidang.media.MalformedInputException;
import org.junit.jupiter.api.Test;

/** Rows U of the catalogue: where the SETUP of the first track and the PLAY go. */
class AddressTest {
    private static final String QUERY = "rtsp://192.0.2.7/cam?channel=1&subtype=0";

    private static Dialogue setUp(String url, String control, String... headers) {
        Dialogue d = new Dialogue(url, null, TransportChoice.AUTO);
        return d.untilSetup(Dialogue.SDP.replace("a=control:trackID=0", control), headers);
    }

    @Test
    void u01_takesTheRequestedAddressAsBaseWhenNoneIsGiven() {
        assertThat(setUp("rtsp://h/live", "a=control:trackID=0").last().uri())
                .isEqualTo("rtsp://h/live/trackID=0");
        assertThat(setUp("rtsp://h/live", "a=control:t", "Content-Location: rtsp://h/b/").last())
                .hasToString("SETUP rtsp://h/b/t");
        assertThat(
                        setUp(
                                        "rtsp://h/live",
                                        "a=control:t",
                                        "Content-Location: rtsp://h/b/",
                                        "Content-Base: rtsp://h/a/")
                                .last())
                .hasToString("SETUP rtsp://h/a/t");
    }

    @Test
    void u02_resolvesARelativeBase() {
        assertThat(setUp("rtsp://h/live", "a=control:t", "Content-Base: /stream/").last())
                .hasToString("SETUP rtsp://h/stream/t");
    }

    @Test
    void u03_takesABaseWithoutScheme() {
        assertThat(
                        setUp(
                                        "rtsp://192.168.1.10:554/x",
                                        "a=control:t",
                                        "Content-Base: 192.168.1.10:554/stream0/")
                                .last())
                .hasToString("SETUP rtsp://192.168.1.10:554/stream0/t");
    }

    @Test
    void u04_readsADoubledScheme() throws Exception {
        assertThat(RtspUri.of("rtsp://rtsp://h:8554/x")).hasToString("rtsp://h:8554/x");
    }

    @Test
    void u06_keepsTheHostThatWasDialled() {
        assertThat(
                        setUp(
                                        "rtsp://203.0.113.5:8554/x",
                                        "a=control:rtsp://10.0.0.2/x/track1",
                                        "Content-Base: rtsp://10.0.0.2:554/x/")
                                .last())
                .hasToString("SETUP rtsp://203.0.113.5:8554/x/track1");
    }

    @Test
    void u07_aStarMeansTheBaseItself() {
        Dialogue d = setUp("rtsp://h/live", "a=control:*");
        assertThat(d.last().uri()).isEqualTo("rtsp://h/live");
        d.ok("Session: 1");
        assertThat(d.last()).hasToString("PLAY rtsp://h/live");
    }

    @Test
    void u08_appendsBehindTheQuery() {
        assertThat(setUp(QUERY, "a=control:trackID=0").last().uri())
                .isEqualTo(QUERY + "/trackID=0");
    }

    @Test
    void u09_triesTheOtherWayToJoinAndRemembersIt() {
        Dialogue d = setUp("rtsp://h/a/b", "a=control:trackID=0");
        assertThat(d.last().uri()).isEqualTo("rtsp://h/a/b/trackID=0");
        d.status(404);
        assertThat(d.last().uri()).isEqualTo("rtsp://h/a/trackID=0");
        d.ok("Session: 1").ok();
        assertThat(d.playing).isTrue();
        d.retry().ok().described(Dialogue.SDP);
        assertThat(d.last().uri()).isEqualTo("rtsp://h/a/trackID=0");
    }

    @Test
    void u09_triesEachWayOnlyOnce() {
        Dialogue d = setUp("rtsp://h/a/b", "a=control:trackID=0").status(404).status(404);
        assertThat(d.failure).isNotNull();
        assertThat(d.count("SETUP")).isEqualTo(2);
    }

    @Test
    void u11_setsUpTheBaseWithoutAnyControl() {
        assertThat(setUp("rtsp://h/live", "a=x").last()).hasToString("SETUP rtsp://h/live");
    }

    @Test
    void u12_takesAnAbsoluteControlOfTheSessionAsBase() {
        String sdp = Dialogue.SDP.replace("t=0 0", "t=0 0\na=control:rtsp://h/other/");
        Dialogue d = new Dialogue("rtsp://h/live", null, TransportChoice.AUTO).untilSetup(sdp);
        assertThat(d.last()).hasToString("SETUP rtsp://h/other/trackID=0");
        d.ok("Session: 1");
        assertThat(d.last()).hasToString("PLAY rtsp://h/other/");
    }

    @Test
    void u13_takesAControlThatStandsFirst() {
        String sdp = "m=video 0 RTP/AVP 96\na=control:t0\na=rtpmap:96 H264/90000\n";
        assertThat(Dialogue.plain().untilSetup(sdp).last().uri()).isEqualTo(Dialogue.URL + "/t0");
    }

    @Test
    void u14_needsNoRtpInfo() {
        for (String info :
                new String[] {"", "RTP-Info: url=/wrong;seq=;rtptime=-5;", "RTP-Info:"}) {
            Dialogue d = Dialogue.plain().untilPlay();
            assertThat((info.isEmpty() ? d.ok() : d.ok(info)).playing).as(info).isTrue();
        }
    }

    @Test
    void readsAddressesAsPeopleTypeThem() throws Exception {
        assertThat(RtspUri.of(" camera.example ")).hasToString("rtsp://camera.example");
        assertThat(RtspUri.of("camera:8554").port()).isEqualTo(8554);
        assertThat(RtspUri.of("RTSP://[2001:db8::1]:99/x").host()).isEqualTo("2001:db8::1");
        assertThat(RtspUri.of("rtsp://[2001:db8::1]/x").port()).isEqualTo(554);
        for (String bad :
                new String[] {
                    "",
                    "rtsp://",
                    "http://h/x",
                    "rtsp://h:99999/",
                    "rtsp://h:0/",
                    "rtsp://h/a b",
                    "rtsp://h/\r\nX: y",
                    "rtsp://h:x/",
                    "x".repeat(3000)
                }) {
            assertThatThrownBy(() -> RtspUri.of(bad))
                    .as(bad)
                    .isInstanceOf(MalformedInputException.class);
        }
    }
}
