package org.haidang.verify.browser;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The pictures that a window's videos decode: what stands still is not live, whatever it says. */
final class Pictures {
    /** Pictures decoded by each video on the page, through all shadow roots. */
    private static final String DECODED =
            """
            () => {
              const videos = [];
              const walk = root => root.querySelectorAll('*').forEach(e => {
                if (e.tagName === 'VIDEO') videos.push(e);
                if (e.shadowRoot) walk(e.shadowRoot);
              });
              walk(document);
              return videos.map(v => v.getVideoPlaybackQuality().totalVideoFrames);
            }
            """;

    private final Page page;

    Pictures(Page page) {
        this.page = page;
    }

    /** Waits until decoded pictures have grown in so many videos. */
    void goOn(int videos) {
        List<Integer> before = new ArrayList<>(decoded());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> {
                    List<Integer> now = decoded();
                    if (now.size() != before.size()) {
                        before.clear(); // a player came or went meanwhile
                        before.addAll(now);
                        return false;
                    }
                    long moving = 0;
                    for (int i = 0; i < now.size(); i++) {
                        moving += now.get(i) > before.get(i) + 5 ? 1 : 0;
                    }
                    return moving >= videos;
                });
    }

    /** How many each video has decoded. */
    @SuppressWarnings("unchecked") // the script answers numbers
    List<Integer> decoded() {
        return (List<Integer>) page.evaluate(DECODED);
    }
}
