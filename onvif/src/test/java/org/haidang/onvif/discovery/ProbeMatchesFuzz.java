package org.haidang.onvif.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.net.URI;
import org.haidang.media.MalformedInputException;

/** Any datagram as the answer to a probe: devices that can be dialled, or none. */
class ProbeMatchesFuzz {
    private static final InetAddress FROM = InetAddress.ofLiteral("10.0.0.9");

    @FuzzTest
    void isReadOrRefused(byte[] datagram) {
        try {
            for (FoundDevice each : ProbeMatches.read(datagram, FROM)) {
                assertThat(each.endpoint()).hasSizeLessThanOrEqualTo(256);
                for (URI service : each.services()) {
                    assertThat(service.getScheme()).isIn("http", "https");
                    assertThat(service.getHost()).isNotEmpty();
                }
            }
        } catch (MalformedInputException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }
}
