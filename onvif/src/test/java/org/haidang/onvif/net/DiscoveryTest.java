package org.haidang.onvif.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.haidang.onvif.FakeDevice;
import org.haidang.onvif.Loopback;
import org.haidang.onvif.discovery.AddressRange;
import org.haidang.onvif.discovery.FoundDevice;
import org.haidang.onvif.discovery.Hosts;
import org.haidang.onvif.discovery.ProbeMatches;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** On loopback addresses; every device has its own. */
class DiscoveryTest {
    private static final Predicate<InetAddress> HERE = InetAddress::isLoopbackAddress;
    private static final String TIME =
            "<tt:SystemDateAndTime><tt:UTCDateTime><tt:Time><tt:Hour>1</tt:Hour></tt:Time>"
                    + "</tt:UTCDateTime></tt:SystemDateAndTime>";

    private final List<FoundDevice> found = new CopyOnWriteArrayList<>();

    private static String matches(String endpoint, String service) {
        return "<Envelope><Body><ProbeMatches><ProbeMatch><EndpointReference><Address>"
                + endpoint
                + "</Address></EndpointReference><Scopes>onvif://www.onvif.org/name/gate</Scopes>"
                + "<XAddrs>"
                + service
                + "</XAddrs></ProbeMatch></ProbeMatches></Body></Envelope>";
    }

    private static String newEndpoint() {
        return "urn:uuid:" + UUID.randomUUID();
    }

    private static AddressRange only(InetAddress address, int port) {
        return new AddressRange(address.getHostAddress(), 1, port);
    }

    private void search(List<AddressRange> ranges, boolean multicast, int ms) {
        Discovery.search(ranges, multicast, Duration.ofMillis(ms), HERE, found::add);
    }

    @Test
    void findsADeviceByAskingItsAddressAndTellsItOnce() throws Exception {
        InetAddress address = Loopback.address();
        String service = "http://" + address.getHostAddress() + ":81/onvif/device_service";
        try (var device = new FakeResponder(address, matches(newEndpoint(), service), false)) {
            search(List.of(only(address, 0)), false, 2_000);
            assertThat(found).hasSize(1);
            assertThat(found.getFirst().name()).isEqualTo("gate");
            assertThat(found.getFirst().from()).isEqualTo(address);
            assertThat(found.getFirst().services()).containsExactly(URI.create(service));
            assertThat(device.probes()).as("asked twice, answered four times").isEqualTo(2);
        }
    }

    @Test
    void findsEverybodyOnTheLoopbackByMulticast() throws Exception {
        InetAddress a = Loopback.address();
        InetAddress b = Loopback.address();
        String one = newEndpoint();
        String two = newEndpoint();
        try (var _ =
                        new FakeResponder(
                                a, matches(one, "http://" + a.getHostAddress() + "/"), true);
                var _ =
                        new FakeResponder(
                                b, matches(two, "http://" + b.getHostAddress() + "/"), true)) {
            search(List.of(), true, 2_000);
            // Devices of other tests on this machine may answer, too.
            assertThat(found).extracting(FoundDevice::endpoint).contains(one, two);
            assertThat(found).extracting(FoundDevice::endpoint).doesNotHaveDuplicates();
        }
    }

    /** One of ours on a network that carries multicast of IPv6; skipped aloud without one. */
    private static InetAddress onANetworkOfIpv6() throws Exception {
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            if (each.isUp() && !each.isLoopback() && each.supportsMulticast()) {
                for (InetAddress ours : each.inetAddresses().toList()) {
                    if (ours.isLinkLocalAddress() && ours instanceof Inet6Address) {
                        return ours;
                    }
                }
            }
        }
        String skipped = "no network of IPv6 here: its multicast was NOT tested";
        System.err.println(skipped);
        return Assumptions.abort(skipped);
    }

    @Test
    void findsADeviceOfIpv6ByMulticastAndSaysInWhichZoneItIs() throws Exception {
        InetAddress address = onANetworkOfIpv6();
        String endpoint = newEndpoint();
        String bare = Hosts.withoutZone(Hosts.text(address));
        String service = "http://[" + bare.toUpperCase(Locale.ROOT) + "]:81/onvif/device_service";
        try (var _ = new FakeResponder(address, matches(endpoint, service), true)) {
            Discovery.search(List.of(), true, Duration.ofSeconds(3), address::equals, found::add);
        }
        FoundDevice device =
                found.stream()
                        .filter(one -> one.endpoint().equals(endpoint))
                        .findFirst()
                        .orElseThrow();
        assertThat(Hosts.text(device.from())).isEqualTo(Hosts.text(address)).contains("%");
        assertThat(device.services())
                .containsExactly(
                        URI.create(
                                "http://" + Hosts.inAddress(address) + ":81/onvif/device_service"));
    }

    @Test
    void findsADeviceOfIpv6ByItsAddress() throws Exception {
        InetAddress address = InetAddress.ofLiteral("::1");
        String endpoint = newEndpoint();
        try (var _ = new FakeResponder(address, matches(endpoint, "http://[0::1]:81/x"), false);
                var silent = new FakeDevice(address, 0)) {
            silent.on("GetSystemDateAndTime", TIME);
            search(AddressRange.parse("::1, [::1]:" + silent.port() + ", 127.1.2.3"), false, 3_000);
            assertThat(found)
                    .extracting(device -> device.services().getFirst())
                    .contains(URI.create("http://[::1]:81/x"), silent.service());
        }
    }

    @Test
    void countsADeviceOnTwoAddressesAsOne() throws Exception {
        InetAddress a = Loopback.address();
        InetAddress b = Loopback.address();
        String endpoint = newEndpoint();
        String services = "http://" + a.getHostAddress() + "/x http://" + b.getHostAddress() + "/x";
        try (var _ = new FakeResponder(a, matches(endpoint, services), false);
                var _ =
                        new FakeResponder(
                                b, matches(endpoint.toUpperCase(Locale.ROOT), services), false)) {
            search(List.of(only(a, 0), only(b, 0)), false, 2_000);
            assertThat(found).hasSize(1);
        }
    }

    @Test
    void knowsADeviceAgainThatMakesANewEndpointForEveryAnswer() throws Exception {
        InetAddress address = Loopback.address();
        String service = "http://" + address.getHostAddress() + "/x";
        Sightings sightings = new Sightings(found::add);
        for (int i = 0; i < 3; i++) {
            byte[] answer = matches(newEndpoint(), service).getBytes(StandardCharsets.UTF_8);
            ProbeMatches.read(answer, address).forEach(sightings::see);
        }
        assertThat(found).hasSize(1);
        assertThat(sightings.seen(address, 0)).isTrue();
        assertThat(sightings.seen(address, 8080)).isFalse();
    }

    @Test
    void asksASilentDeviceForTheTime() {
        try (var device = new FakeDevice()) {
            device.on("GetSystemDateAndTime", TIME);
            search(List.of(only(device.address(), device.port())), false, 3_000);
            assertThat(found).hasSize(1);
            assertThat(found.getFirst().endpoint()).isEmpty();
            assertThat(found.getFirst().services()).containsExactly(device.service());
            assertThat(device.logins()).isZero();
        }
    }

    @Test
    void triesThePortsThatDevicesUse() {
        try (var device = new FakeDevice(Loopback.address(), 8899)) {
            device.on("GetSystemDateAndTime", TIME);
            search(List.of(only(device.address(), 0)), false, 3_000);
            assertThat(found).hasSize(1);
            assertThat(found.getFirst().services()).containsExactly(device.service());
        }
    }

    @Test
    void knowsADeviceByItsWishForALogin() {
        try (var device = new FakeDevice()) {
            device.behave((_, out) ->
                    FakeDevice.http(out, 400, FakeDevice.fault("Sender", "NotAuthorized", "")));
            search(List.of(only(device.address(), device.port())), false, 3_000);
            assertThat(found).hasSize(1);
        }
    }

    @Test
    void takesNoOtherMachineForADevice() {
        try (var router = new FakeDevice();
                var printer = new FakeDevice()) {
            router.behave((_, out) -> FakeDevice.http(out, 401, "<html>Login</html>"));
            printer.behave((_, out) ->
                    FakeDevice.http(out, 500, FakeDevice.fault("Sender", "X", "no such action")));
            search(
                    List.of(
                            only(router.address(), router.port()),
                            only(printer.address(), printer.port())),
                    false,
                    3_000);
            assertThat(found).isEmpty();
            assertThat(router.requests()).hasSize(1);
            assertThat(printer.requests()).hasSize(1);
        }
    }

    @Test
    void asksNobodyThatTheRuleForbids() throws Exception {
        InetAddress address = Loopback.address();
        String service = "http://" + address.getHostAddress() + "/x";
        try (var device = new FakeResponder(address, matches(newEndpoint(), service), false);
                var http = new FakeDevice()) {
            http.on("GetSystemDateAndTime", TIME);
            Discovery.search(
                    List.of(only(address, 0), only(http.address(), http.port())),
                    false,
                    Duration.ofMillis(500),
                    _ -> false,
                    found::add);
            assertThat(found).isEmpty();
            assertThat(device.probes()).isZero();
            assertThat(http.requests()).isEmpty();
        }
    }

    @Test
    void hearsNobodyThatTheRuleForbids() throws Exception {
        InetAddress asked = Loopback.address();
        InetAddress answers = Loopback.address();
        String service = "http://" + asked.getHostAddress() + "/x";
        String answer = matches(newEndpoint(), service);
        try (var device = new FakeResponder(asked, answer, false, answers)) {
            Discovery.search(
                    List.of(only(asked, 0)),
                    false,
                    Duration.ofSeconds(2),
                    asked::equals,
                    found::add);
            assertThat(device.probes()).isPositive();
            assertThat(found).isEmpty();
        }
    }

    @Test
    void looksUpNamesAndPassesOverThoseThatNobodyKnows() {
        try (var device = new FakeDevice(InetAddress.ofLiteral("127.0.0.1"), 0)) {
            device.on("GetSystemDateAndTime", TIME);
            search(
                    List.of(
                            new AddressRange("localhost", 1, device.port()),
                            new AddressRange("nobody.invalid", 1, 0)),
                    false,
                    4_000);
            assertThat(found).hasSize(1);
        }
    }

    @Test
    void isDoneWithAWholeNetworkInItsTime() throws Exception {
        String net = Loopback.net();
        InetAddress address = InetAddress.ofLiteral(net + ".200");
        long start = System.nanoTime();
        try (var device = new FakeDevice(address, 8080)) {
            device.on("GetSystemDateAndTime", TIME);
            search(AddressRange.parse(net + ".0/24"), false, 10_000);
        }
        assertThat(found).extracting(FoundDevice::from).containsExactly(address);
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(11_000);
    }

    @Test
    void endsAtOnceWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();
        long start = System.nanoTime();
        search(List.of(only(Loopback.address(), 0)), true, 30_000);
        assertThat(Thread.interrupted()).isTrue();
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(5_000);
    }

    @Test
    void refusesItsCallersMistakes() {
        AddressRange many = new AddressRange("10.0.0.0", 600, 0);
        assertThatThrownBy(() -> search(List.of(many, many), false, 1_000))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> search(List.of(), true, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
