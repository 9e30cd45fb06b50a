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
