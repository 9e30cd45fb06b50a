package org.haidang.onvif.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import org.junit.jupiter.api.Test;

class HostsTest {
    private static String text(String literal) {
        return Hosts.text(InetAddress.ofLiteral(literal));
    }

    @Test
    void writesAddressesAsRfc5952DoesIt() {
        assertThat(text("192.168.1.64")).isEqualTo("192.168.1.64");
        assertThat(text("2001:0DB8:0:0:0:0:0:5")).isEqualTo("2001:db8::5");
        assertThat(text("::")).isEqualTo("::");
        assertThat(text("::1")).isEqualTo("::1");
        assertThat(text("fe80::")).isEqualTo("fe80::");
        assertThat(text("1:0:2:3:4:5:6:7")).as("a single one").isEqualTo("1:0:2:3:4:5:6:7");
        assertThat(text("1:0:0:2:0:0:0:3")).as("the longest").isEqualTo("1:0:0:2::3");
        assertThat(text("1:0:0:2:3:0:0:4")).as("the first").isEqualTo("1::2:3:0:0:4");
    }

    @Test
    void saysInWhichOfOurNetworksALinkLocalAddressIs() throws Exception {
        NetworkInterface at = NetworkInterface.networkInterfaces().findFirst().orElseThrow();
        byte[] bytes = InetAddress.ofLiteral("fe80::5").getAddress();
        InetAddress scoped = Inet6Address.getByAddress(null, bytes, at);
        assertThat(Hosts.text(scoped)).isEqualTo("fe80::5%" + at.getName());
        InetAddress numbered = Inet6Address.getByAddress(null, bytes, at.getIndex());
        assertThat(Hosts.text(numbered)).isEqualTo("fe80::5%" + at.getName());
        URI address = URI.create("http://" + Hosts.inAddress(scoped) + ":80/x");
        assertThat(InetAddress.getByName(Hosts.bare(address.getHost()))).isEqualTo(scoped);
        byte[] everywhere = InetAddress.ofLiteral("fd00::5").getAddress();
        assertThat(Hosts.text(Inet6Address.getByAddress(null, everywhere, at)))
                .isEqualTo("fd00::5");
    }

    @Test
    void knowsAHostAgainHoweverItIsWritten() {
        assertThat(Hosts.plain("[FD00:0::5]")).isEqualTo("fd00::5");
        assertThat(Hosts.plain("Camera.LOCAL")).isEqualTo("camera.local");
        assertThat(Hosts.plain("fe80:0::1%nosuch")).isEqualTo("fe80::1%nosuch");
        assertThat(Hosts.plain("fd00::1%eth0")).as("good everywhere").isEqualTo("fd00::1");
        assertThat(Hosts.plain("1::2::3")).isEqualTo("1::2::3");
        assertThat(Hosts.withoutZone("[fe80::1%eth0]")).isEqualTo("[fe80::1]");
        assertThat(Hosts.same("[fe80::1%eth0]", "fe80:0::1")).isTrue();
        assertThat(Hosts.same("fe80::1", "fe80::2")).isFalse();
    }
}
