package org.haidang.server.web.programme;

import java.time.Instant;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.web.request.Moments;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;

/** The programme's sentences and times as the interface tells them. */
final class DutyWords {
    private DutyWords() {}

    static String said(Sentence sentence, Language language) {
        return language == Language.VI ? sentence.vietnamese() : sentence.english();
    }

    static String time(Instant at) {
        return Moments.text(us(at));
    }

    static @Nullable String timeOrNull(@Nullable Instant at) {
        return at == null ? null : time(at);
    }

    static @Nullable String timeOrNull(@Nullable Long us) {
        return us == null ? null : Moments.text(us);
    }

    static long us(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }
}
