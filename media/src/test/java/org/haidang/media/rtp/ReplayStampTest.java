package org.haidang.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The layout of ONVIF's Streaming Specification, section 6.2, by hand. */
class ReplayStampTest {
    // 2026-11-28 00:15:00 UTC is 1795824900; NTP counts from 1900: +2208988800 = 0xEEB49B84.
    private static final String TIME = "EEB49B84" + "40000000"; // and a quarter second
    private static final long US = 1_795_824_900_250_000L;

    private final ReplayStamp stamp = new ReplayStamp();

    private boolean read(String hex) {
        byte[] packet = HexFormat.of().parseHex(hex.replace(" ", ""));
        byte[] inside = ByteBuffer.allocate(packet.length + 9).position(4).put(packet).array();
        return stamp.read(inside, 4, packet.length);
    }

    @Test
    void readsTheTimeAndTheFlags() {
        assertThat(read("90600001 00000001 00000002 ABAC0003 " + TIME + "B0010000 65")).isTrue();
        assertThat(stamp.us()).isEqualTo(US);
        assertThat(stamp.discontinuity()).isTrue();
        assertThat(stamp.terminal()).isTrue();
    }

    @Test
    void looksBehindContributingSources() {
        assertThat(
                        read(
                                "92600001 00000001 00000002 AAAAAAAA BBBBBBBB ABAC0003 "
                                        + TIME
                                        + "00010000 65"))
                .isTrue();
        assertThat(stamp.us()).isEqualTo(US);
        assertThat(stamp.terminal()).isFalse();
    }

    @Test
    void theTimeHoldsForThePacketsThatHaveNone() {
        assertThat(read("80600001 00000001 00000002 65")).isFalse();
        read("90600001 00000001 00000002 ABAC0003 " + TIME + "30010000 65");
        assertThat(read("80600002 00000001 00000002 65")).isTrue();
        assertThat(stamp.us()).isEqualTo(US);
        assertThat(stamp.terminal()).as("is of its own packet alone").isFalse();
    }

    @Test
    void othersExtensionsAndCutOnesSayNothing() {
        assertThat(read("90600001 00000001 00000002 BEDE0003 " + TIME + "00010000 65")).isFalse();
        assertThat(read("90600001 00000001 00000002 ABAC0002 " + TIME + "65")).isFalse();
        assertThat(read("90600001 00000001 00000002 ABAC0003 " + TIME)).isFalse();
        assertThat(read("90600001 00000001 00000002 ABAC")).isFalse();
        assertThat(read("9060")).isFalse();
    }
}
