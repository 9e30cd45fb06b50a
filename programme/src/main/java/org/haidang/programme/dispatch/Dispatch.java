package org.haidang.programme.dispatch;

import java.time.LocalDate;
import java.util.List;
import org.haidang.programme.vietnamese.VietnameseDates;

/**
 * One official letter.
 *
 * @param carriesOut the letters it receives or carries out, its parents
 * @param recipients who is told to do something ("Kính gửi")
 * @param distribution who gets a copy ("Nơi nhận")
 */
public record Dispatch(
        DispatchNumber number,
        Kind kind,
        LocalDate date,
        String issuer,
        Urgency urgency,
        List<DispatchNumber> carriesOut,
        List<String> recipients,
        List<Task> tasks,
        List<Addressee> distribution) {

    public static final int MAX_ITEMS = 200;

    /** A telegram (công điện) is an urgent order from above. */
    public enum Kind {
        LETTER("Công văn"),
        TELEGRAM("Công điện");

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    /** The degrees of Decree 30/2020/NĐ-CP. */
    public enum Urgency {
        NORMAL,
        URGENT,
        VERY_URGENT,
        TIMED_EXPRESS
    }

    public Dispatch {
        carriesOut = List.copyOf(carriesOut);
        recipients = List.copyOf(recipients);
        tasks = List.copyOf(tasks);
        distribution = List.copyOf(distribution);
        int items = carriesOut.size() + recipients.size() + tasks.size() + distribution.size();
        if (issuer.isBlank() || items > MAX_ITEMS || carriesOut.contains(number)) {
            throw new IllegalArgumentException(number + " by '" + issuer + "', items " + items);
        }
    }

    /** As other letters cite it: "Công văn số 1407/BTTTT-CVT ngày 06/5/2021 của ...". */
    public String citation() {
        return kind.title
                + " số "
                + number.text()
                + " ngày "
                + VietnameseDates.numeric(date)
                + " của "
                + issuer;
    }

    /** Addressees that neither see the data nor get a copy: none is the aim (D10). */
    public List<Addressee> forgotten() {
        return distribution.stream().filter(addressee -> !addressee.reached()).toList();
    }
}
