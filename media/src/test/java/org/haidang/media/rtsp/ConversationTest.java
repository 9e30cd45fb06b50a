package org.haidang.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.haidang.media.source.FailureReason;
import org.junit.jupiter.api.Test;

/** Rows F, S, P and K of the catalogue, as far as they need no socket. */
class ConversationTest {

    @Test
    void playsInOrder() {
        Dialogue d = Dialogue.plain().untilPlaying("OPTIONS");
        assertThat(d.sent)
                .extracting(RtspRequest::method)
                .containsExactly("OPTIONS", "DESCRIBE", "SETUP", "PLAY");
        assertThat(d.playing).isTrue();
        assertThat(d.header("Session")).isEqualTo("1");
    }

    @Test
    void asksForARecordingAndTakesNothingElse() {
        Instant from = Instant.parse("2026-11-28T00:15:00Z");
        Dialogue d = Dialogue.replaying(new ReplayRange(from, from.plusMillis(61_500)));
        d.untilSetup(Dialogue.SDP);
        assertThat(d.header("Require")).isEqualTo("onvif-replay");
        d.ok("Transport: RTP/AVP/TCP;interleaved=0-1", "Session: 1");
        assertThat(d.last().method()).isEqualTo("PLAY");
        assertThat(d.header("Range")).isEqualTo("clock=20261128T001500.000Z-20261128T001601.500Z");
        d.status(457);
        assertThat(d.count("PLAY")).isEqualTo(1);
        assertThat(d.failure).isEqualTo(FailureReason.NOT_FOUND);
    }

    // ---- F

    @Test
    void f06_countsFromOne() {
        Dialogue d = Dialogue.plain().untilPlaying("OPTIONS");
        assertThat(d.sent).extracting(RtspMessage::cseq).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void f07_acceptsAWrongOrMissingNumberForTheOnlyRequest() {
        Dialogue d = Dialogue.plain().start();
        d.raw("RTSP/1.0 200 OK\nCSeq: 77\n\n");
        assertThat(d.last().method()).isEqualTo("DESCRIBE");
        d.raw("RTSP/1.0 404 Not Found\n\n");
        assertThat(d.failure).isEqualTo(FailureReason.NOT_FOUND);
    }

    @Test
    void f07_doesNotTakeALateKeepaliveForAnotherAnswer() {
        Dialogue d = Dialogue.plain().untilPlaying("OPTIONS").pass(26_000);
        long keepalive = d.last().cseq();
        d.conversation.teardown(d.nowNs);
        d.raw("RTSP/1.0 200 OK\nCSeq: " + keepalive + "\n\n");
        assertThat(d.tornDown).isFalse();
        d.ok();
        assertThat(d.tornDown).isTrue();
    }

    @Test
    void f07_acceptsAWrongNumberAlsoWhileKeepalivesAreUnanswered() {
        Dialogue d = Dialogue.plain().untilPlaying("OPTIONS").pass(26_000);
        d.conversation.teardown(d.nowNs);
        d.raw("RTSP/1.0 200 OK\nCSeq: 999\n\n");
        assertThat(d.tornDown).isTrue();
    }

    @Test
    void f08_answersTheCamerasOwnRequests() {
        Dialogue d = Dialogue.plain().untilPlay();
        d.raw("OPTIONS * RTSP/1.0\nCSeq: 31\n\n");
        d.raw("SET_PARAMETER rtsp://h/ RTSP/1.0\nCSeq: 32\nContent-Length: 2\n\nab");
        d.raw("ANNOUNCE rtsp://h/ RTSP/1.0\nCSeq: 4\n\n");
        assertThat(d.answered).extracting(RtspResponse::status).containsExactly(200, 200, 501);
        assertThat(d.answered).extracting(RtspMessage::cseq).containsExactly(31L, 32L, 4L);
        assertThat(d.playing).as("none was taken for the answer to PLAY").isFalse();
        assertThat(d.ok().playing).isTrue();
    }

    @Test
    void f10_takesADescriptionWithACharset() {
        Dialogue d = Dialogue.plain().start().ok();
        d.raw(
                "RTSP/1.0 200 OK\nCSeq: {cseq}\nContent-Type: application/sdp; charset=utf-8\n"
                        + "Content-Length: "
                        + Dialogue.SDP.replace("\n", "\r\n").length()
                        + "\n\n"
                        + Dialogue.SDP);
        assertThat(d.last().method()).isEqualTo("SETUP");
    }

    @Test
    void f11_goesOnWhenOptionsAreRefused() {
        assertThat(Dialogue.plain().start().status(404).last().method()).isEqualTo("DESCRIBE");
        assertThat(Dialogue.plain().start().status(501).last().method()).isEqualTo("DESCRIBE");
    }

    @Test
    void f11_callsAgainWithoutOptionsWhenTheCameraHangsUpOnThem() {
        Dialogue d = Dialogue.plain().start();
        d.conversation.onClosed();
        assertThat(d.restartedAt).isNotNull();
        assertThat(d.reconnect().last().method()).isEqualTo("DESCRIBE");
        Dialogue silent = Dialogue.plain().start().pass(8_000);
        assertThat(silent.restartedAt).isNotNull();
        assertThat(silent.reconnect().last().method()).isEqualTo("DESCRIBE");
    }

    @Test
    void f12_followsARedirect() {
        Dialogue d = Dialogue.plain().start().ok().status(302, "Location: rtsp://other:8554/x");
        assertThat(d.restartedAt).hasToString("rtsp://other:8554/x");
        Dialogue tls = Dialogue.plain().start().ok().status(301, "Location: rtsps://other/x");
        assertThat(tls.failure).isEqualTo(FailureReason.REJECTED);
    }

    @Test
    void f13_namesItsUserAgentInEveryRequest() {
        Dialogue d = Dialogue.plain().untilPlaying("GET_PARAMETER").pass(26_000);
        assertThat(d.sent).allMatch(r -> "HaiDang/test".equals(r.headers().first("User-Agent")));
    }

    // ---- S

    @Test
    void s01_takesTheCamerasChannels() {
        Dialogue d = Dialogue.plain().untilSetup(Dialogue.SDP);
        d.ok("Transport: RTP/AVP/TCP;unicast;interleaved=10-11", "Session: 1");
        assertThat(d.setups).singleElement().matches(s -> s.rtpChannel() == 10);
        assertThat(d.setups.getFirst().rtcpChannel()).isEqualTo(11);
    }

    @Test
    void s01_givesTwoTracksTwoPairsOfChannelsWhateverTheCameraSays() {
        Dialogue d = Dialogue.plain().untilSetup(Dialogue.SDP_WITH_AUDIO);
        d.ok("Transport: RTP/AVP/TCP;interleaved=0-1").ok("Transport: RTP/AVP/TCP;interleaved=0-1");
        assertThat(d.setups).extracting(TrackSetup::rtpChannel).containsExactly(0, 2);
    }

    @Test
    void s03_assumesWhatItAskedFor() {
        for (String transport :
                new String[] {
                    "RTP/AVP/TCP;unicast",
                    "RTP/AVP;unicast;interleaved=0-1",
                    "RTP/AVP/TCP;interleaved=x",
                    ""
                }) {
            Dialogue d = Dialogue.plain().untilSetup(Dialogue.SDP).ok("Transport: " + transport);
            assertThat(d.setups)
                    .as(transport)
                    .singleElement()
                    .matches(s -> s.transport() == Transport.TCP && s.rtpChannel() == 0);
        }
    }

    @Test
    void s04_takesPortsOnlyWhenTheyMakeSense() {
        assertThat(udp("server_port=6970-6971").serverPorts()).hasToString("6970-6971");
        assertThat(udp("server_port=6970").serverPorts()).hasToString("6970-6971");
        assertThat(udp("server_port=0-0").serverPorts()).isNull();
        assertThat(udp("server_port=1-1").serverPorts()).isNull();
        assertThat(udp("server_port=x").serverPorts()).isNull();
        assertThat(udp("mode=play").serverPorts()).isNull();
    }

    private static TransportHeader udp(String parameter) {
        Dialogue d = Dialogue.with(TransportChoice.UDP).untilSetup(Dialogue.SDP);
        assertThat(d.header("Transport")).isEqualTo("RTP/AVP;unicast;client_port=50000-50001");
        d.ok("Transport: RTP/AVP;unicast;client_port=50000-50001;" + parameter);
        return d.setups.getFirst().answer();
    }

    @Test
    void s06_readsTheSsrcOrDoesWithout() {
        assertThat(udp("ssrc= 0A1b2C3d ").ssrc()).isEqualTo(0x0A1B2C3DL);
        assertThat(udp("ssrc=FFFFFFFF;server_port=10-11").ssrc()).isEqualTo(0xFFFFFFFFL);
        assertThat(udp("ssrc=abc").ssrc()).isEqualTo(0xABC);
        for (String bad : new String[] {"ssrc=", "ssrc=nonsense", "ssrc=123456789", "ssrc"}) {
            assertThat(udp(bad).ssrc()).as(bad).isEqualTo(-1);
        }
    }

    @Test
    void s07_asksWithoutAMode() {
        assertThat(Dialogue.plain().untilSetup(Dialogue.SDP).header("Transport"))
                .isEqualTo("RTP/AVP/TCP;unicast;interleaved=0-1");
    }

    @Test
    void s08_s10_takesTheNextTransportOverANewConnectionWithANewDescription() {
        Dialogue d = Dialogue.with(TransportChoice.UDP).untilSetup(Dialogue.SDP).status(461);
        assertThat(d.restartedAt).isNotNull();
        d.reconnect().ok().described(Dialogue.SDP);
        assertThat(d.header("Transport")).contains("/TCP");
        Dialogue back = Dialogue.plain().untilSetup(Dialogue.SDP).status(461);
        back.reconnect().ok().described(Dialogue.SDP);
        assertThat(back.header("Transport")).contains("client_port");
    }

    @Test
    void s08_failsWhenTheOnlyTransportIsRefused() {
        Dialogue d = Dialogue.with(TransportChoice.TCP).untilSetup(Dialogue.SDP).status(461);
        assertThat(d.failure).isEqualTo(FailureReason.REJECTED);
    }

    @Test
    void s09_startsOverWithTcpWhenTheCameraAnswersTcp() {
        Dialogue d = Dialogue.with(TransportChoice.UDP).untilSetup(Dialogue.SDP);
        d.ok("Transport: RTP/AVP/TCP;interleaved=0-1");
        assertThat(d.restartedAt).isNotNull();
        assertThat(d.reconnect().ok().described(Dialogue.SDP).header("Transport")).contains("/TCP");
    }

    @Test
    void s11_keepsTheFirstSessionAndTriesTheLatestOn454() {
        Dialogue d = Dialogue.plain().untilSetup(Dialogue.SDP_WITH_AUDIO);
        d.ok("Session: first").ok("Session: second");
        assertThat(d.header("Session")).isEqualTo("first");
        d.status(454);
        assertThat(d.last().method()).isEqualTo("PLAY");
        assertThat(d.header("Session")).isEqualTo("second");
        assertThat(d.ok().playing).isTrue();
    }

    @Test
    void s13_neverSetsUpTheBackChannel() {
        String back = "a=recvonly\nm=audio 0 RTP/AVP 0\na=control:back\na=sendonly\n";
        Dialogue d = Dialogue.plain().untilSetup(Dialogue.SDP + back).ok("Session: 1");
        assertThat(d.last().method()).isEqualTo("PLAY");
        assertThat(d.count("SETUP")).isEqualTo(1);
    }

    @Test
    void s14_requiresNothingOfTheCamera() {
        Dialogue d = Dialogue.plain().untilPlaying("OPTIONS");
        assertThat(d.sent).allMatch(r -> r.headers().first("Require") == null);
    }

    @Test
    void s21_takesTcpWhenTheCameraAnswersWithAGroup() {
        Dialogue d = Dialogue.with(TransportChoice.UDP).untilSetup(Dialogue.SDP);
        d.ok("Transport: RTP/AVP;multicast;ttl=1;port=5000");
        assertThat(d.reconnect().ok().described(Dialogue.SDP).header("Transport"))
                .contains("/TCP;unicast");
    }

    @Test
    void videoGoesOnWithoutARefusedAudioTrack() {
        Dialogue d = Dialogue.plain().untilSetup(Dialogue.SDP_WITH_AUDIO).ok("Session: 1");
        d.status(500);
        assertThat(d.last().method()).isEqualTo("PLAY");
        assertThat(d.ok().playing).isTrue();
    }

    // ---- P

    @Test
    void p01_asksForARangeAndDoesWithoutWhereItIsRefused() {
        Dialogue d = Dialogue.plain().untilPlay();
        assertThat(d.header("Range")).isEqualTo("npt=0.000-");
        d.status(457);
        assertThat(d.last().method()).isEqualTo("PLAY");
        assertThat(d.last().headers().first("Range")).isNull();
        assertThat(d.ok().playing).isTrue();
    }

    @Test
    void p03_playsWhenMediaComesThoughPlayIsNotAnswered() {
        Dialogue d = Dialogue.plain().untilPlay().pass(4_000);
        d.bytes(FramingTest.rtpFrame(0, 20));
        assertThat(d.playing).isFalse();
        d.pass(1_200);
        assertThat(d.playing).isTrue();
    }

    @Test
    void p03_failsWhenNeitherAnswerNorMediaComes() {
        Dialogue d = Dialogue.plain().untilPlay().pass(8_100);
        assertThat(d.failure).isEqualTo(FailureReason.UNREACHABLE);
        assertThat(d.sentence).contains("PLAY");
    }

    @Test
    void p04_playsWithBogusRtpInfo() {
        Dialogue d = Dialogue.plain().untilPlay();
        d.ok("RTP-Info: url=rtsp://x/y;seq=0;rtptime=-1 ; ,,", "Range: npt=now-");
        assertThat(d.playing).isTrue();
    }

    @Test
    void p07_startsOverWhenTheSessionIsForgotten() {
        assertThat(Dialogue.plain().untilPlay().status(454).restartedAt).isNotNull();
        Dialogue later = Dialogue.plain().untilPlaying("OPTIONS").pass(26_000).status(454);
        assertThat(later.restartedAt).isNotNull();
    }

    // ---- K

    @Test
    void k01_keepsAliveByOptionsUnlessMoreIsOffered() {
        assertThat(Dialogue.plain().untilPlaying("OPTIONS, PLAY").pass(26_000).last().method())
                .isEqualTo("OPTIONS");
    }

    @Test
    void k01_changesToOptionsWhenGetParameterIsRefused() {
        Dialogue d = Dialogue.plain().untilPlaying("GET_PARAMETER").pass(26_000);
        assertThat(d.last().method()).isEqualTo("GET_PARAMETER");
        d.status(501);
        assertThat(d.last().method()).isEqualTo("OPTIONS");
        d.ok().pass(26_000);
        assertThat(d.last().method()).isEqualTo("OPTIONS");
        assertThat(d.count("GET_PARAMETER")).isEqualTo(1);
    }

    @Test
    void k03_keepsAliveByGetParameterWhenOffered() {
        assertThat(
                        Dialogue.plain()
                                .untilPlaying("play, get_parameter")
                                .pass(26_000)
                                .last()
                                .method())
                .isEqualTo("GET_PARAMETER");
    }

    @Test
    void k04_needsNoAnswerToKeepalives() {
        Dialogue d = Dialogue.plain().untilPlaying("GET_PARAMETER").pass(3_600_000);
        assertThat(d.failure).isNull();
        assertThat(d.restartedAt).isNull();
        assertThat(d.count("GET_PARAMETER")).isBetween(144L, 160L);
    }

    @Test
    void k05_keepsTheSessionAliveAtItsBase() {
        Dialogue d = Dialogue.plain().untilPlaying("GET_PARAMETER").pass(26_000);
        assertThat(d.last().uri()).isEqualTo(Dialogue.URL);
        assertThat(d.header("Session")).isEqualTo("1");
    }

    @Test
    void k06_keepsAliveWellWithinTheTimeout() {
        Dialogue d = Dialogue.plain().untilSetup(Dialogue.SDP);
        d.ok("Session: 1 ; timeout = 10").ok().pass(5_100);
        assertThat(d.count("OPTIONS")).isEqualTo(2);
        Dialogue usual = Dialogue.plain().untilPlaying("OPTIONS").pass(22_000);
        assertThat(usual.count("OPTIONS")).isEqualTo(1);
        assertThat(usual.pass(3_100).count("OPTIONS")).isEqualTo(2);
    }

    @Test
    void k09_awaitsTheAnswerToTeardownForASecondAtMost() {
        Dialogue d = Dialogue.plain().untilPlaying("OPTIONS");
        d.conversation.teardown(d.nowNs);
        assertThat(d.last().method()).isEqualTo("TEARDOWN");
        assertThat(d.header("Session")).isEqualTo("1");
        assertThat(d.pass(900).tornDown).isFalse();
        assertThat(d.pass(200).tornDown).isTrue();
    }

    @Test
    void k11_tellsThatTheCameraHasNoSessionFree() {
        for (int status : new int[] {453, 503}) {
            Dialogue d = Dialogue.plain().untilSetup(Dialogue.SDP).status(status);
            if (d.failure == null) {
                d.status(status); // 503 may be about the address: the other way was tried
            }
            assertThat(d.failure).isEqualTo(FailureReason.BUSY);
        }
    }

    @Test
    void tellsEachFailureInOneSentence() {
        Dialogue notFound = Dialogue.plain().start().ok().status(404);
        assertThat(notFound.failure).isEqualTo(FailureReason.NOT_FOUND);
        assertThat(notFound.sentence).isEqualTo("The camera answered DESCRIBE with 404 Words.");
        Dialogue nothing = Dialogue.plain().start().ok().described("v=0\nm=video 0 RTP/AVP 26\n");
        assertThat(nothing.failure).isEqualTo(FailureReason.UNSUPPORTED);
        Dialogue silent = Dialogue.plain().start().ok().pass(8_100);
        assertThat(silent.failure).isEqualTo(FailureReason.UNREACHABLE);
        Dialogue closed = Dialogue.plain().start().ok();
        closed.conversation.onClosed();
        assertThat(closed.failure).isEqualTo(FailureReason.CLOSED);
    }
}
