package org.haidang.verify.browser;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a hand does on a page, in whatever language its words are. */
final class Way {
    private static final String PHRASE = "key => import('/app/i18n.js').then(m => m.t(key))";

    /** Closes all dialogs, the newest first, as their own buttons do. */
    private static final String LEAVE =
            """
            () => {
              const open = [];
              const walk = root => root.querySelectorAll('*').forEach(e => {
                if (e.localName === 'hd-dialog') open.push(e);
                if (e.shadowRoot) walk(e.shadowRoot);
              });
              walk(document);
              open.reverse().forEach(e => e.dispatchEvent(new Event('close')));
            }
            """;

    private Way() {}

    private static final String LINKS = "**/api/v1/links";
    private static final String INSTRUCTIONS = "**/api/v1/instructions?state=*";
    private static final String PLACES = "**/api/v1/instructions/places";

    /** One from above that nobody has seen, and a late one to a site below. */
    private static final String INSTRUCTED =
            """
            [{"id": "a", "site": null, "onward": "Khu Phước Dinh", "tooOld": false,
              "facilityId": "f", "facility": "Khu Phước Dinh", "kind": "ORDER",
              "words": "Lau ống kính camera cổng.", "due": "2031-05-15T00:00:00Z",
              "overdue": false, "giver": "Lê Văn Giang", "issuer": "Bộ TT&TT",
              "givenAt": "2026-11-27T01:00:00Z", "state": "KEPT",
              "keptAt": "2026-11-27T01:00:01Z", "seenAt": null, "seenBy": "", "doneAt": null,
              "doneBy": "", "result": "", "withdrawnAt": null, "withdrawnBy": "", "why": "",
              "may": ["answer"]},
             {"id": "b", "site": "Khách sạn Thí Dụ", "onward": null, "tooOld": false,
              "facilityId": "g", "facility": "Khách sạn Thí Dụ", "kind": "ORDER",
              "words": "Báo số người đang cách ly.", "due": "2026-11-26T00:00:00Z",
              "overdue": true, "giver": "Trần Thị B", "issuer": "Sở TT&TT",
              "givenAt": "2026-11-25T01:00:00Z", "state": "SEEN",
              "keptAt": "2026-11-25T01:00:01Z", "seenAt": "2026-11-25T02:00:00Z",
              "seenBy": "Nguyễn Văn A", "doneAt": null, "doneBy": "", "result": "",
              "withdrawnAt": null, "withdrawnBy": "", "why": "", "may": ["withdraw"]}]
            """;

    /** What people typed of it. */
    static final List<String> INSTRUCTED_WORDS =
            List.of(
                    "Khu Phước Dinh",
                    "Khách sạn Thí Dụ",
                    "Lau ống kính camera cổng.",
                    "Báo số người đang cách ly.",
                    "Lê Văn Giang",
                    "Trần Thị B",
                    "Nguyễn Văn A",
                    "Bộ TT&TT",
                    "Sở TT&TT");

    private static final String CAMERAS = "**/api/v1/cameras";
    private static final String CAMERA = "**/api/v1/cameras/*";
    private static final String AT_SITE =
            "\"atSite\":{\"settings\":{\"recordMain\":true,\"recordSub\":false,"
                    + "\"retentionDays\":28},\"withheld\":null}";
    private static final String TURNED = "**/api/v1/cameras/*/ptz";
    private static final String REPORTED = "**/api/v1/cameras/*/events?*";

    /**
     * Somebody turns it from whom it may be taken, or oneself; until then nobody looks any more.
     */
    private static final String TURNER =
            """
            {"holder": "Phạm Văn Trực", "until": "2031-05-15T00:00:00Z", "mine": %s,
             "takeOver": true, "fault": null,
             "presets": [{"token": "1", "name": "Cửa kho"}, {"token": "2", "name": "Bãi xe"}]}
            """;

    /** What people typed of it. */
    static final List<String> TURNED_WORDS = List.of("Phạm Văn Trực", "Cửa kho", "Bãi xe");

    private static final String TO_INSTRUCT =
            """
            [{"facilityId": "g", "facility": "Khách sạn Thí Dụ", "site": "Khách sạn Thí Dụ"}]
            """;

    static Consumer<Page> none() {
        return page -> {};
    }

    /** Presses the first button with the words of that key. */
    static Consumer<Page> press(String key) {
        return page ->
                page.getByRole(
                                AriaRole.BUTTON,
                                new Page.GetByRoleOptions()
                                        .setName((String) page.evaluate(PHRASE, key))
                                        .setExact(true))
                        .first()
                        .click();
    }

    /** Clicks the first element of that selector. */
    static Consumer<Page> click(String selector) {
        return page -> page.locator(selector).first().click();
    }

    static Consumer<Page> clickLast(String selector) {
        return page -> page.locator(selector).last().click();
    }

    static Consumer<Page> fill(String selector, String text) {
        return page -> page.locator(selector).first().fill(text);
    }

    /** Chooses the second option, the first one being none. */
    static Consumer<Page> choose(String selector) {
        return page -> page.locator(selector).first().selectOption(new SelectOption().setIndex(1));
    }

    static Consumer<Page> until(String selector) {
        return page -> page.locator(selector).first().waitFor();
    }

    static Consumer<Page> keys(String... keys) {
        return page -> {
            for (String key : keys) {
                page.keyboard().press(key);
            }
        };
    }

    /** Holds the page as wide as a phone. */
    static Consumer<Page> onAPhone() {
        return page -> page.setViewportSize(390, 844);
    }

    /** Shows the links as a server does that no site may dial: it decides what it gives itself. */
    static Consumer<Page> asNoCentre() {
        return page -> {
            page.route(
                    LINKS,
                    route -> {
                        APIResponse answer = route.fetch();
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setResponse(answer)
                                        .setBody(
                                                answer.text()
                                                        .replace(
                                                                "\"accepting\":true",
                                                                "\"accepting\":false")));
                    });
            page.reload();
        };
    }

    /** Shows instructions from above and to a site below, as a province between two tiers does. */
    static Consumer<Page> withInstructions() {
        return page -> {
            page.route(INSTRUCTIONS, route -> fulfill(route, INSTRUCTED));
            page.route(PLACES, route -> fulfill(route, TO_INSTRUCT));
            page.reload();
        };
    }

    /**
     * Shows cameras as ones that can be turned, with the pad of the first open.
     *
     * @param mine whether it is the looker who turns it
     */
    static Consumer<Page> turning(boolean mine) {
        return page -> {
            page.route(
                    CAMERAS,
                    route -> {
                        APIResponse answer = route.fetch();
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setResponse(answer)
                                        .setBody(
                                                answer.text()
                                                        .replace("\"ptz\":false", "\"ptz\":true")));
                    });
            page.route(TURNED, route -> fulfill(route, TURNER.formatted(mine)));
            page.reload();
            // Tools appear under the pointer only.
            page.locator("hd-tile .tools button").first().dispatchEvent("click");
        };
    }

    /** Shows cameras as ones of a site below, which lets them be set from here. */
    static Consumer<Page> ofASite() {
        return page -> {
            for (String path : List.of(CAMERAS, CAMERA)) {
                page.route(
                        path,
                        route -> {
                            APIResponse answer = route.fetch();
                            String text = answer.text().replace("\"atSite\":null", AT_SITE);
                            route.fulfill(
                                    new Route.FulfillOptions().setResponse(answer).setBody(text));
                        });
            }
            page.reload();
        };
    }

    /**
     * Shows cameras as devices that are asked, and one event of each kind in the last half hour.
     */
    static Consumer<Page> reporting() {
        return page -> {
            page.route(
                    CAMERAS,
                    route -> {
                        APIResponse answer = route.fetch();
                        String text = answer.text().replace("\"events\":null", "\"events\":true");
                        route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(text));
                    });
            page.route(REPORTED, route -> fulfill(route, events(Instant.now())));
            page.reload();
        };
    }

    private static String events(Instant now) {
        List<String> events = new ArrayList<>();
        for (String kind :
                List.of("tamper", "motion", "line-crossed", "digital-input", "storage-failure")) {
            Instant begin = now.minusSeconds(60 + 300L * events.size());
            String end = events.isEmpty() ? "null" : "\"" + begin.plusSeconds(20) + "\"";
            events.add(
                    "{\"id\": \"%s\", \"kind\": \"%s\", \"begin\": \"%s\", \"end\": %s,"
                                    .formatted(kind, kind, begin, end)
                            + " \"receivedAt\": \"%s\"}".formatted(begin));
        }
        return "{\"events\": [" + String.join(", ", events) + "], \"next\": null}";
    }

    private static void fulfill(Route route, String json) {
        route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(json));
    }

    /** Closes what is open, and gives the page a desk's width again. */
    static void leave(Page page) {
        page.evaluate(LEAVE);
        page.unroute(LINKS);
        page.unroute(CAMERAS);
        page.unroute(TURNED);
        page.unroute(INSTRUCTIONS);
        page.unroute(PLACES);
        if (page.viewportSize().width != 1366) {
            page.setViewportSize(1366, 768);
        }
    }
}
