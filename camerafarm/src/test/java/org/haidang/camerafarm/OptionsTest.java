package org.haidang.camerafarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void playsTheDemoWhenNothingIsAsked() {
        Options options = Options.parse(List.of());
        assertThat(options.profile()).isEqualTo(Options.Profile.DEMO);
        assertThat(options.cameras()).isEqualTo(8);
        assertThat(options.bind()).isEqualTo("127.0.0.1");
    }

    @Test
    void readsWordsWithHyphens() {
        Options options = Options.parse(List.of("--profile", "bench", "--variant", "b-pictures"));
        assertThat(options.variant()).isEqualTo(Options.BenchVariant.B_PICTURES);
        assertThat(options.cameras()).isEqualTo(100);
    }

    @Test
    void saysWhichOptionIsWrong() {
        assertThatThrownBy(() -> Options.parse(List.of("--camras", "3")))
                .hasMessage("unknown option --camras; see --help");
        assertThatThrownBy(() -> Options.parse(List.of("--cameras", "0")))
                .hasMessage("--cameras wants a number from 1 to 2000, not 0");
        assertThatThrownBy(() -> Options.parse(List.of("--port")))
                .hasMessage("--port needs a value");
        assertThatThrownBy(() -> Options.parse(List.of("--username", "a")))
                .hasMessageContaining("belong together");
    }

    @Test
    void readsWhereDevicesAre() {
        Options options =
                Options.parse(
                        List.of(
                                "--onvif",
                                "127.0.60",
                                "--recorder",
                                "16",
                                "--onvif-port",
                                "8081",
                                "--onvif-https",
                                "--onvif-default-password",
                                "5,3"));
        assertThat(options.onvif()).isEqualTo("127.0.60");
        assertThat(options.recorderChannels()).isEqualTo(16);
        assertThat(options.onvifPort()).isEqualTo(8_081);
        assertThat(options.onvifSecure()).isTrue();
        assertThat(Options.parse(List.of()).onvifSecure()).isFalse();
        assertThat(options.factoryLogins()).containsExactly(3, 5);
        assertThat(options.storage()).isTrue();
        assertThat(Options.parse(List.of()).onvif()).isNull();
    }

    @Test
    void readsWhatDevicesStore() {
        Options options =
                Options.parse(
                        List.of("--stored-hours", "0", "--card-hours", "2", "--replays", "1"));
        assertThat(options.storedHours()).isZero();
        assertThat(options.cardHours()).isEqualTo(2);
        assertThat(options.replays()).isOne();
        assertThat(Options.parse(List.of("--no-storage")).storage()).isFalse();
        assertThatThrownBy(() -> Options.parse(List.of("--card-hours", "0")))
                .hasMessage("--card-hours wants a number from 1 to 720, not 0");
    }

    @Test
    void putsDevicesOnTheLoopbackNetOnly() {
        for (String net : List.of("192.168.1", "127.0.0", "127.0", "127.0.256", "127.0.60.1")) {
            assertThatThrownBy(() -> Options.parse(List.of("--onvif", net)))
                    .hasMessageContaining("three octets of the loopback net")
                    .hasMessageEndingWith("not " + net);
        }
        assertThatThrownBy(() -> Options.parse(List.of("--onvif", "127.0.60", "--onvif-port", "0")))
                .hasMessage("--onvif-port wants a number from 1 to 65535, not 0");
        assertThatThrownBy(() -> Options.parse(List.of("--recorder", "16")))
                .hasMessageContaining("need --onvif");
        assertThatThrownBy(() ->
                        Options.parse(
                                List.of(
                                        "--onvif",
                                        "127.0.60",
                                        "--cameras",
                                        "254",
                                        "--recorder",
                                        "4")))
                .hasMessage("--onvif has room for 254 devices, not 255");
        assertThatThrownBy(() -> Options.parse(List.of("--onvif", "127.0.60", "--bind", "0.0.0.0")))
                .hasMessageContaining("would take the addresses");
    }

    @Test
    void helpNamesEveryOptionThatIsRead() {
        for (String option :
                List.of(
                        "--profile",
                        "--cameras",
                        "--variant",
                        "--bind",
                        "--port",
                        "--port-per-camera",
                        "--control-port",
                        "--clips",
                        "--username",
                        "--password-file",
                        "--digest",
                        "--onvif",
                        "--onvif-port",
                        "--onvif-https",
                        "--recorder",
                        "--no-storage",
                        "--stored-hours",
                        "--card-hours",
                        "--replays",
                        "--onvif-default-password",
                        "--send",
                        "--join",
                        "--seconds",
                        "--stats",
                        "--json-ready",
                        "--exit-on-stdin-eof",
                        "--clips-only",
                        "--self-bench")) {
            assertThat(Options.HELP).contains("  " + option + " ");
        }
    }
}
