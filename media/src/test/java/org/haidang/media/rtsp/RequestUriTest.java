package org.haidang.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import org.haidang.media.MalformedInputException;
import org.junit.jupiter.api.Test;

/** Addresses of IPv6, as they are kept and as they are sent. */
class RequestUriTest {
    @Test
    void readsAddressesOfIpv6() throws MalformedInputException {
        RtspUri uri = RtspUri.of("rtsp://[2001:db8::5]:8554/main?x=[1]");
        assertThat(uri.host()).isEqualTo("2001:db8::5");
        assertThat(uri.port()).isEqualTo(8554);
        assertThat(uri.requestUri()).isEqualTo("rtsp://[2001:db8::5]:8554/main?x=[1]");
        assertThat(RtspUri.of("rtsp://[fd00::5]/main").port()).isEqualTo(554);
    }

    @Test
    void keepsTheZoneOfALinkLocalAddressToItself() throws MalformedInputException {
        RtspUri uri = RtspUri.of("rtsp://[fe80::5%eth0]:554/main%20x");
        assertThat(uri.host()).isEqualTo("fe80::5%eth0");
        assertThat(uri.toString()).isEqualTo("rtsp://[fe80::5%eth0]:554/main%20x");
        assertThat(uri.requestUri()).isEqualTo("rtsp://[fe80::5]:554/main%20x");
        assertThat(RtspUri.of("rtsp://10.0.0.1/a%20b").requestUri())
                .isEqualTo("rtsp://10.0.0.1/a%20b");
    }
}
