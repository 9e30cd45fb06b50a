package org.haidang.verify.browser;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
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

    /** Closes what is open, and gives the page a desk's width again. */
    static void leave(Page page) {
        page.evaluate(LEAVE);
        page.unroute(LINKS);
        if (page.viewportSize().width != 1366) {
            page.setViewportSize(1366, 768);
        }
    }
}
