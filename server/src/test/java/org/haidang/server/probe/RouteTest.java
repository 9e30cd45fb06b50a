package org.haidang.server.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import org.haidang.server.probe.Route.Neighbour;
import org.junit.jupiter.api.Test;

class RouteTest {
    /** As Linux prints it. */
    private static final String TABLE =
            """
            IP address       HW type     Flags       HW address            Mask     Device
            192.168.1.10     0x1         0x2         00:11:22:33:44:55     *        eth0
            192.168.1.77     0x1         0x0         00:00:00:00:00:00     *        eth0
            192.168.1.9      0x1         nonsense    00:00:00:00:00:00     *        eth0
            """;

    @Test
    void tellsWhoHasSaidThatTheAddressIsHis() {
        assertThat(Route.neighbour("192.168.1.10", TABLE)).isEqualTo(Neighbour.THERE);
        assertThat(Route.neighbour("192.168.1.77", TABLE)).isEqualTo(Neighbour.SILENT);
        assertThat(Route.neighbour("192.168.1.9", TABLE)).isEqualTo(Neighbour.SILENT);
        assertThat(Route.neighbour("192.168.1.1", TABLE)).isEqualTo(Neighbour.UNKNOWN);
    }

    @Test
    void comparesTheFirstBitsOfAddresses() {
        InetAddress own = InetAddress.ofLiteral("192.168.1.130");
        assertThat(Route.sharesPrefix(own, InetAddress.ofLiteral("192.168.1.2"), 24)).isTrue();
        assertThat(Route.sharesPrefix(own, InetAddress.ofLiteral("192.168.1.2"), 25)).isFalse();
        assertThat(Route.sharesPrefix(own, InetAddress.ofLiteral("192.168.2.130"), 24)).isFalse();
        assertThat(Route.sharesPrefix(own, InetAddress.ofLiteral("10.0.0.1"), 0)).isTrue();
        assertThat(Route.sharesPrefix(own, InetAddress.ofLiteral("::1"), 0)).isFalse();
        assertThat(Route.sharesPrefix(own, own, 64)).isTrue();
    }

    @Test
    void knowsItsOwnAddress() throws Exception {
        Route route = Route.to(InetAddress.getLoopbackAddress());
        assertThat(route.kind()).isEqualTo(Route.Kind.SELF);
        assertThat(route.network())
                .isEqualTo(
                        NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress())
                                .getName());
    }
}
