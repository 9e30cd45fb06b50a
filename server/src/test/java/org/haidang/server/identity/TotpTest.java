package org.haidang.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TotpTest {
    /** RFC 6238, appendix B; its eight digits end in our six. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private static final long STEP_US = 30_000_000L;

    @Test
    void givesTheCodesOfTheStandard() {
        assertThat(Totp.code(SECRET, 59 / 30)).isEqualTo("287082");
        assertThat(Totp.code(SECRET, 1111111109 / 30)).isEqualTo("081804");
        assertThat(Totp.code(SECRET, 1234567890 / 30)).isEqualTo("005924");
        assertThat(Totp.code(SECRET, 20000000000L / 30)).isEqualTo("353130");
    }

    @Test
    void takesOneStepOfDriftAndNoMore() {
        long now = 1_000;
        for (long step = now - 3; step <= now + 3; step++) {
            boolean taken =
                    Totp.step(SECRET, Totp.code(SECRET, step), now * STEP_US + 5, 0).isPresent();
            assertThat(taken).as("step %d", step - now).isEqualTo(Math.abs(step - now) <= 1);
        }
        assertThat(Totp.step(SECRET, "", now * STEP_US, 0)).isEmpty();
        assertThat(Totp.step(SECRET, "١٢٣٤٥٦", now * STEP_US, 0)).isEmpty();
    }

    @Test
    void takesNoStepTwiceAndNoneBeforeTheLast() {
        long now = 1_000;
        assertThat(Totp.step(SECRET, Totp.code(SECRET, now), now * STEP_US, now)).isEmpty();
        assertThat(Totp.step(SECRET, Totp.code(SECRET, now - 1), now * STEP_US, now)).isEmpty();
        assertThat(Totp.step(SECRET, Totp.code(SECRET, now + 1), now * STEP_US, now))
                .hasValue(now + 1);
    }

    @Test
    void writesSecretsAsTheStandardDoes() {
        // RFC 4648, 10.
        assertThat(Totp.base32("foobar".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("MZXW6YTBOI");
        assertThat(Totp.base32("foob".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YQ");
        assertThat(Totp.uri("an.b", SECRET))
                .isEqualTo(
                        "otpauth://totp/H%E1%BA%A3i%20%C4%90%C4%83ng:an.b?secret="
                                + "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=H%E1%BA%A3i%20%C4%90%C4%83ng"
                                + "&algorithm=SHA1&digits=6&period=30");
    }

    @Test
    void readsRecoveryCodesAsPeopleTypeThem() {
        for (String code : RecoveryCodes.make(new SecureRandom())) {
            assertThat(code).matches("[2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4}");
            assertThat(RecoveryCodes.read(code.toUpperCase(Locale.ROOT).replace('-', ' ')))
                    .contains(code);
        }
        assertThat(RecoveryCodes.make(new SecureRandom())).hasSize(10).doesNotHaveDuplicates();
        assertThat(RecoveryCodes.read("123456")).isEmpty();
        assertThat(RecoveryCodes.read("0000-1111-oooo")).isEmpty();
    }
}
