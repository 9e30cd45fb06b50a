package org.haidang.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private static final List<String> CONTEXT = List.of("nguyenvanan", "Trạm Ánh Dương");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ba con voi uong tra da",
                "bốn mùa hoa phượng tím",
                "correct-battery-7-horse!"
            })
    void takesLongOnesWithoutRulesOfComposition(String password) {
        assertThat(PasswordRules.problem(password, CONTEXT)).isEmpty();
    }

    @Test
    void countsCharactersNotBytes() {
        assertThat(PasswordRules.problem("đủ mười bốn ký", CONTEXT)).contains("password.short");
        assertThat(PasswordRules.problem("đủ mười lăm chữ", CONTEXT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwordpassword",
                "Password Password",
                "123456789012345",
                "aaaaaaaaaaaaaaaaaaaa",
                "abcabcabcabcabcabc",
                "Mật khẩu là mật khẩu",
                "1qaz2wsx3edc4rfv",
                "qwertyuiopasdfghjkl"
            })
    void refusesWhatGuessingBeginsWith(String password) {
        assertThat(PasswordRules.problem(password, CONTEXT)).contains("password.common");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nguyenvanan2026", "tramanhduong 12345", "HaiDang HaiDang 26"})
    void refusesNamesThatOthersKnow(String password) {
        assertThat(PasswordRules.problem(password, CONTEXT)).contains("password.context");
    }

    @Test
    void refusesWhatIsTooLongToHash() {
        assertThat(PasswordRules.problem("xyzuv".repeat(60), CONTEXT)).contains("password.long");
    }
}
