package org.haidang.onvif.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.haidang.media.MalformedInputException;
import org.junit.jupiter.api.Test;

class AddressRangeTest {

    private static List<String> hosts(String text) throws MalformedInputException {
        List<String> hosts = new ArrayList<>();
        AddressRange.parse(text).forEach(range -> hosts.addAll(range.hosts()));
        return hosts;
    }

    @Test
    void readsWhatPeopleWrite() throws MalformedInputException {
        assertThat(AddressRange.parse("192.168.1.10-12:8080, cam-1.lan\n10.0.0.1;[fe80::1]:81"))
                .containsExactly(
                        new AddressRange("192.168.1.10", 3, 8080),
                        new AddressRange("cam-1.lan", 1, 0),
                        new AddressRange("10.0.0.1", 1, 0),
                        new AddressRange("fe80:0:0:0:0:0:0:1", 1, 81));
        assertThat(hosts("192.168.1.10-12"))
                .containsExactly("192.168.1.10", "192.168.1.11", "192.168.1.12");
        assertThat(hosts("10.0.0.254-10.0.1.1"))
                .containsExactly("10.0.0.254", "10.0.0.255", "10.0.1.0", "10.0.1.1");
        assertThat(hosts(" ")).isEmpty();
        assertThat(hosts("::1")).hasSize(1);
    }

    @Test
    void leavesOutTheNetworkItselfAndTheAddressForAll() throws MalformedInputException {
        assertThat(hosts("192.168.1.77/24"))
                .hasSize(254)
                .startsWith("192.168.1.1")
                .endsWith("192.168.1.254");
        assertThat(hosts("10.0.0.4/30")).containsExactly("10.0.0.5", "10.0.0.6");
        assertThat(hosts("10.0.0.4/31")).containsExactly("10.0.0.4", "10.0.0.5");
        assertThat(hosts("10.0.0.4/32")).containsExactly("10.0.0.4");
        assertThat(hosts("255.255.252.0/22")).hasSize(1022);
    }

    @Test
    void refusesMoreThanItMayAsk() throws MalformedInputException {
        assertThat(hosts("10.0.0.0-10.0.3.255")).hasSize(1024);
        for (String many :
                List.of(
                        "10.0.0.0-10.0.4.0",
                        "10.0.0.0/21",
                        "10.0.0.0/8",
                        "0.0.0.0/0",
                        "0.0.0.0-255.255.255.255",
                        "10.0.0.0/22 10.0.0.0-2")) {
            assertThatThrownBy(() -> AddressRange.parse(many))
                    .isInstanceOf(MalformedInputException.class)
                    .hasMessage("more than 1024 addresses");
        }
    }

    @Test
    void namesTheWordThatItCannotRead() {
        for (String wrong :
                List.of(
                        "192.168.1.300",
                        "192.168.1",
                        "10.0.0.5-4",
                        "10.0.0.1-256",
                        "10.0.0.0/33",
                        "10.0.0.0/x",
                        "10.0.0.1:0",
                        "10.0.0.1:65536",
                        "cam/24",
                        "-cam",
                        "http://10.0.0.1/",
                        "[fe80::1",
                        "[fe80::zz]",
                        "1::2::3",
                        "c\u00E1m")) {
            assertThatThrownBy(() -> AddressRange.parse("10.0.0.9, " + wrong))
                    .as(wrong)
                    .isInstanceOf(MalformedInputException.class)
                    .hasMessage("not an address: " + wrong);
        }
    }

    @Test
    void survivesAnyText() {
        Random chance = new Random(7);
        String letters = "0123456789./:-[], abf\u1ED3\0";
        for (int i = 0; i < 50_000; i++) {
            var text = new StringBuilder();
            for (int n = chance.nextInt(24); n > 0; n--) {
                text.append(letters.charAt(chance.nextInt(letters.length())));
            }
            try {
                assertThat(hosts(text.toString())).hasSizeLessThanOrEqualTo(1024);
            } catch (MalformedInputException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }
}
