package org.haidang.verify.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The rules of accessibility that a program can check, by axe-core (Deque, MPL 2.0), over what a
 * window shows, through all shadow roots.
 */
final class Axe {
    /** Each element that breaks a rule so that somebody cannot use it, one line each. */
    private static final String GRAVE =
            """
            async () => {
              const found = await axe.run(document, {resultTypes: ['violations'], preload: false, iframes: false});
              return found.violations.filter(v => ['serious', 'critical'].includes(v.impact)).flatMap(v => v.nodes.map(n =>
                  `${v.impact} ${v.id} at ${n.target.flat().slice(-2).join(' > ')}: ${n.html.replace(/<!--.*?-->/g, '').slice(0, 140)} ${n.failureSummary.split('\\n')[1].trim()}`));
            }
            """;

    private static final String SCRIPT = script();

    private Axe() {}

    private static String script() {
        try (InputStream in = Axe.class.getResourceAsStream("/vendor/axe-core/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is serious or critical; nothing when all is well. */
    @SuppressWarnings("unchecked") // the script answers texts
    static List<String> grave(Page page) {
        if (page.evaluate("typeof axe").equals("undefined")) {
            page.evaluate(SCRIPT);
        }
        return (List<String>) page.evaluate(GRAVE);
    }
}
