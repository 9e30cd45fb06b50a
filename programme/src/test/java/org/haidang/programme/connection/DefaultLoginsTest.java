package org.haidang.programme.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.haidang.programme.connection.DefaultLogins.Login;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultLoginsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Hikvision", "DAHUA Technology", "Axis", "TP-Link Tapo", "không rõ"})
    void triesSoFewThatNoCameraLocksItsAccount(String make) {
        assertThat(DefaultLogins.toTry(make))
                .hasSize(DefaultLogins.MAX_ATTEMPTS)
                .doesNotHaveDuplicates();
        assertThat(DefaultLogins.MAX_ATTEMPTS).isLessThan(5);
    }

    @Test
    void triesTheMakersOwnFirst() {
        assertThat(DefaultLogins.toTry("AXIS Communications"))
                .startsWith(new Login("root", "pass"));
        assertThat(DefaultLogins.toTry("Foscam")).startsWith(new Login("admin", ""));
        assertThat(DefaultLogins.toTry("")).startsWith(new Login("admin", "admin"));
    }

    @Test
    void knowsADefaultPasswordWithoutAskingTheCamera() {
        assertThat(DefaultLogins.isDefault("12345")).isTrue();
        assertThat(DefaultLogins.isDefault("")).isTrue();
        assertThat(DefaultLogins.isDefault("hải-đăng 7 cây số")).isFalse();
    }

    @Test
    void showsNoPasswordInALog() {
        assertThat(new Login("admin", "12345").toString()).doesNotContain("12345");
    }
}
