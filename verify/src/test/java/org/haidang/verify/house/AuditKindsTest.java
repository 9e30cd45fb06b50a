package org.haidang.verify.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.haidang.server.audit.AuditKind;
import org.junit.jupiter.api.Test;

/** Holds the kinds of the audit log and the console's filter for them together. */
class AuditKindsTest {
    private static final Path FILTER =
            Path.of(System.getProperty("haidang.root", ".."))
                    .resolve("console/src/main/resources/static/audit/filter.js");
    private static final Pattern GROUPS =
            Pattern.compile("KIND_GROUPS = \\[(.*?)\\n];", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("'([a-z-]+)'(?!, \\[)");

    /** Words of each, check.mjs asks for. */
    @Test
    void everyKindCanBeChosenOnce() throws IOException {
        String groups =
                GROUPS.matcher(Files.readString(FILTER))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .findFirst()
                        .orElseThrow();
        assertThat(NAME.matcher(groups).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(AuditKind.values()).map(AuditKind::id).toList());
    }
}
