package org.haidang.camerafarm.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void writesTextsNumbersListsAndNothing() {
        assertThat(
                        Json.write(
                                Json.object(
                                        "name",
                                        "Cổng \"1\"\n",
                                        "n",
                                        3,
                                        "yes",
                                        true,
                                        "none",
                                        null,
                                        "list",
                                        List.of("a", 2),
                                        "empty",
                                        List.of())))
                .isEqualTo(
                        "{\"name\":\"Cổng \\\"1\\\"\\u000a\",\"n\":3,\"yes\":true,\"none\":null,"
                                + "\"list\":[\"a\",2],\"empty\":[]}");
    }

    @Test
    void readsAFlatObject() {
        assertThat(Json.readFlat(" { \"kind\" : \"drop\", \"value\": -2.5e1 ,\"on\":true}"))
                .containsEntry("kind", "drop")
                .containsEntry("value", "-2.5e1")
                .containsEntry("on", "true");
        assertThat(Json.readFlat("{}")).isEmpty();
    }

    @Test
    void refusesEveryTruncation() {
        String good = "{\"kind\":\"drop\",\"value\":3}";
        for (int i = 0; i < good.length(); i++) {
            String cut = good.substring(0, i);
            assertThatThrownBy(() -> Json.readFlat(cut))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
