package org.haidang.camerafarm.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Searches are bounded, expire, and give their results page by page; on a clock of the test. */
class SearchBoardTest {

    private static final Duration LIFE = Duration.ofSeconds(10);

    private Instant now = Instant.parse("2026-11-28T00:00:00Z");
    private final SearchBoard board = new SearchBoard(() -> now);

    private String begin(int results) throws SoapFault {
        return begin(results, LIFE);
    }

    private String begin(int results, Duration life) throws SoapFault {
        List<Xml> found = IntStream.range(0, results).mapToObj(i -> Xml.text("r", i)).toList();
        return board.begin(
                new SearchBoard.Wish(SearchBoard.Kind.EVENTS, life, SearchBoard.USUAL_TIME), found);
    }

    private SearchBoard.Page page(String token, int limit) throws Exception {
        return board.results(token, SearchBoard.Kind.EVENTS, limit, Duration.ZERO);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void isQueuedThenSearchesThenGivesPages() throws Exception {
        String token = begin(5);
        assertThat(page(token, 2)).isEqualTo(new SearchBoard.Page("Queued", List.of()));
        pass(Duration.ofMillis(60));
        assertThat(page(token, 2)).isEqualTo(new SearchBoard.Page("Searching", List.of()));
        pass(Duration.ofMillis(60));
        assertThat(page(token, 2).results()).extracting(Xml::text).containsExactly("0", "1");
        SearchBoard.Page second = page(token, 2);
        assertThat(second.state()).isEqualTo("Searching");
        assertThat(second.results()).extracting(Xml::text).containsExactly("2", "3");
        SearchBoard.Page last = page(token, 2);
        assertThat(last.state()).isEqualTo("Completed");
        assertThat(last.results()).extracting(Xml::text).containsExactly("4");
        assertThat(page(token, 2)).isEqualTo(new SearchBoard.Page("Completed", List.of()));
    }

    @Test
    void forgetsWhoIsSilentForLongerThanItWasToKeepAlive() throws Exception {
        String token = begin(5);
        pass(LIFE);
        assertThat(page(token, 2).results()).hasSize(2);
        pass(LIFE);
        assertThat(page(token, 2).results()).hasSize(2);
        pass(LIFE.plusMillis(1));
        assertThatThrownBy(() -> page(token, 2)).hasMessage("no such search: " + token);
    }

    @Test
    void keepsNobodyAliveForLongerThanFiveMinutes() throws Exception {
        String token = begin(1, Duration.ofDays(1));
        pass(SearchBoard.MAX_KEEP_ALIVE.plusMillis(1));
        assertThatThrownBy(() -> page(token, 2)).isInstanceOf(SoapFault.class);
    }

    @Test
    void refusesMoreSearchesThanItCanKeepUntilOneEnds() throws Exception {
        String first = begin(1);
        for (int i = 1; i < SearchBoard.MAX_SEARCHES; i++) {
            begin(1);
        }
        assertThatThrownBy(() -> begin(1)).hasMessage("too many searches at once");
        board.end(first);
        begin(1);
        assertThatThrownBy(() -> board.end(first)).hasMessage("no such search: " + first);
    }

    @Test
    void givesRecordingsToNobodyWhoSearchedForEvents() throws Exception {
        String token = begin(1);
        assertThatThrownBy(
                        () -> board.results(token, SearchBoard.Kind.RECORDINGS, 1, Duration.ZERO))
                .isInstanceOf(SoapFault.class);
    }
}
