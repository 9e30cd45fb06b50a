package org.haidang.programme.duty;

import java.time.Instant;
import java.util.List;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.programme.vietnamese.VietnameseText;
import org.jspecify.annotations.Nullable;

/**
 * What one shift leaves to the next (bàn giao ca). The list of what is open is frozen as the
 * outgoing watcher signs: it says what both knew at that moment, not what is open today.
 *
 * <pre>
 * from     to         who                    condition
 * -        OFFERED    the outgoing watcher   signs; the list is frozen
 * OFFERED  TAKEN      another person         signs, with a remark if he will
 * OFFERED  WITHDRAWN  the outgoing watcher   says why: something was missing
 * </pre>
 *
 * TAKEN and WITHDRAWN are final; nothing is deleted.
 */
public record HandOver(
        List<OpenItem> open,
        String note,
        Signature outgoing,
        State state,
        @Nullable Signature incoming,
        String remark) {

    public static final int MAX_ITEMS = 500;
    public static final int MAX_WORDS = 2_000;

    public static final Sentence NO_LONGER_OFFERED =
            new Sentence(
                    "Bản bàn giao này không còn chờ ký; hãy tải lại.",
                    "This hand-over no longer waits for a signature; load it again.");

    public enum State {
        OFFERED,
        TAKEN,
        WITHDRAWN
    }

    /**
     * @param personId who cannot be mistaken for somebody of the same name
     */
    public record Signature(String personId, String name, Instant at) {}

    /** What kinds of things a shift leaves open. */
    public enum Kind {
        INCIDENT,
        NOT_WATCHED,
        LINK,
        STORAGE,
        INSPECTION
    }

    /**
     * @param id of the incident or the facility
     * @param words what it was, in the words of that moment
     */
    public record OpenItem(Kind kind, String id, Sentence words) {}

    /** What became of a signature. */
    public sealed interface Answer {}

    public record Done(HandOver handOver) implements Answer {}

    public record Refused(Sentence reason) implements Answer {}

    public HandOver {
        open = List.copyOf(open);
        note = bounded(note);
        remark = bounded(remark);
        if (open.size() > MAX_ITEMS) {
            throw new IllegalArgumentException("a hand-over lists at most 500 items");
        }
        if ((state == State.TAKEN) != (incoming != null)) {
            throw new IllegalArgumentException("taken by somebody, or not at all: " + state);
        }
    }

    public static HandOver offer(List<OpenItem> open, String note, Signature outgoing) {
        return new HandOver(open, note, outgoing, State.OFFERED, null, "");
    }

    public Answer take(Signature who, String words) {
        if (state != State.OFFERED) {
            return new Refused(NO_LONGER_OFFERED);
        }
        if (who.personId().equals(outgoing.personId())) {
            return refused(
                    "Người giao ca không thể tự nhận ca; người nhận phải đăng nhập và ký.",
                    "Who hands over cannot take over; the other person logs in and signs.");
        }
        return new Done(new HandOver(open, note, outgoing, State.TAKEN, who, words));
    }

    public Answer withdraw(String personId, String reason) {
        if (state != State.OFFERED) {
            return new Refused(NO_LONGER_OFFERED);
        }
        if (!personId.equals(outgoing.personId())) {
            return refused(
                    "Chỉ người giao ca rút lại được bản bàn giao.",
                    "Only who handed over can withdraw it.");
        }
        if (VietnameseText.normalise(reason).isEmpty()) {
            return refused(
                    "Hãy ghi lý do rút lại bản bàn giao.", "Say why the hand-over is withdrawn.");
        }
        return new Done(new HandOver(open, note, outgoing, State.WITHDRAWN, null, reason));
    }

    private static Refused refused(String vietnamese, String english) {
        return new Refused(new Sentence(vietnamese, english));
    }

    private static String bounded(String typed) {
        String text = VietnameseText.normalise(typed);
        if (text.length() > MAX_WORDS) {
            throw new IllegalArgumentException("at most 2000 characters, not " + text.length());
        }
        return text;
    }
}
