package org.haidang.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haidang.verify.system.TurningHead;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a camera of the farm reports, before the eyes of the person on duty. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ReportedTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern AT = Pattern.compile("[?&]at=(\\d+)");

    @TempDir static Path folder;

    private DutyRoom room;

    @BeforeAll
    void start() {
        room = DutyRoom.open(folder);
    }

    @AfterAll
    void stop() {
        if (room != null) {
            room.close();
        }
    }

    @AfterEach
    void closePages() {
        room.chromium().closePages();
    }

    private JsonNode events() {
        Instant now = Instant.now();
        return room.server()
                .api()
                .get(
                        "/cameras/%s/events?from=%s&to=%s"
                                .formatted(
                                        room.camera(), now.minusSeconds(600), now.plusSeconds(60)))
                .get("events");
    }

    @Test
    void leadsFromWhatACameraReportsToTheRecordingFiveSecondsBefore() {
        TurningHead head = room.head();
        String camera = room.camera();
        await().atMost(LIMIT)
                .until(() -> {
                    head.event("motion", true);
                    head.event("motion", false);
                    return events().size() == 1;
                });
        head.event("tamper", true);
        await().atMost(LIMIT).until(() -> events().size() == 2);
        Page page = room.chromium().page("vi");
        Chromium.enter(page, room.server(), room.watcher());
        assertThat(page.locator(".bell b")).isVisible();
        page.evaluate("id => { location.hash = `#/cameras?camera=${id}`; }", camera);
        Locator entries = page.locator("hd-reported li a");
        assertThat(entries).hasCount(2);
        assertThat(entries.first()).containsText("Bị che hoặc xoay");
        assertThat(entries.first()).containsText("đang tiếp diễn");
        assertThat(entries.last()).containsText("Chuyển động");
        entries.last().scrollIntoViewIfNeeded();
        Chromium.keep(page, "reported-list");
        long beganMs = Instant.parse(events().get(0).get("begin").asString()).toEpochMilli();
        entries.first().click();
        assertThat(page.locator("hd-timeline")).isVisible();
        Matcher at = AT.matcher(page.url());
        assertThat(at.find()).as(page.url()).isTrue();
        assertThat(Long.parseLong(at.group(1))).isBetween(beganMs - 5_001, beganMs + 60_000);
        page.evaluate("id => { location.hash = `#/playback?cameras=${id}`; }", camera);
        page.locator(".spans button").last().click();
        assertThat(page.locator("hd-timeline [role=slider]"))
                .hasAttribute("aria-valuetext", Pattern.compile("Bị che hoặc xoay"));
        Chromium.keep(page, "reported-playback");
        head.event("tamper", false);
        await().atMost(LIMIT).until(() -> !events().get(0).get("end").isNull());
    }
}
