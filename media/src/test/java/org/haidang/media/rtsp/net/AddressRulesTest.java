package org.haidang.media.rtsp.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class AddressRulesTest {

    private static boolean allowed(String address) {
        return AddressRules.camerasOnly().test(InetAddress.ofLiteral(address));
    }

    @Test
    void allowsWhereCamerasAre() {
        for (String address :
                new String[] {
                    "192.168.1.10",
                    "10.0.0.1",
                    "169.254.3.4",
                    "203.0.113.9",
                    "2001:db8::5",
                    "fd12::1"
                }) {
            assertThat(allowed(address)).as(address).isTrue();
        }
    }

    @Test
    void forbidsTheMachineItselfAndMetadataServicesInAnySpelling() {
        for (String address :
                new String[] {
                    "127.0.0.1",
                    "127.8.9.10",
                    "::1",
                    "::ffff:127.0.0.1",
                    "::127.0.0.1",
                    "64:ff9b::7f00:1",
                    "0.0.0.0",
                    "0.1.2.3",
                    "::",
                    "169.254.169.254",
                    "::ffff:169.254.169.254",
                    "fd00:ec2::254",
                    "fe80::a9fe:a9fe",
                    "224.0.0.1",
                    "ff02::1",
                    "255.255.255.255"
                }) {
            assertThat(allowed(address)).as(address).isFalse();
        }
    }

    @Test
    void isNotMisledByTheZoneThatAnAddressIsWrittenWith() throws Exception {
        for (String address : new String[] {"fd00:ec2::254", "fe80::a9fe:a9fe"}) {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            InetAddress scoped = Inet6Address.getByAddress(null, bytes, 1);
            assertThat(AddressRules.camerasOnly().test(scoped)).as("%s", scoped).isFalse();
        }
    }
}
