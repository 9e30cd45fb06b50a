package org.haidang.programme.reminder;

import java.time.LocalTime;
import java.util.List;

/**
 * When reminders are due; the province decides, no letter gives numbers.
 *
 * @param daysBefore days before the last day on time, 0 for that day itself
 * @param overdueDays on how many days after it an agency is reminded, once a day
 * @param escalateAfterDays overdue days after which the issuer is told, 0 for never
 * @param from time of day, in Viet Nam, before which nobody is disturbed
 */
public record ReminderPolicy(
        List<Integer> daysBefore, int overdueDays, int escalateAfterDays, LocalTime from) {

    public static final int MAX_STEPS = 20;
    public static final int MAX_DAYS = 366;

    public static final ReminderPolicy USUAL =
            new ReminderPolicy(List.of(3, 1, 0), 30, 2, LocalTime.of(8, 0));

    public ReminderPolicy {
        daysBefore = daysBefore.stream().distinct().sorted().toList();
        if (daysBefore.size() > MAX_STEPS
                || daysBefore.stream().anyMatch(days -> days < 0 || days > MAX_DAYS)
                || overdueDays < 0
                || overdueDays > MAX_DAYS
                || escalateAfterDays < 0
                || escalateAfterDays > MAX_DAYS) {
            throw new IllegalArgumentException(
                    daysBefore + ", overdue " + overdueDays + ", escalate " + escalateAfterDays);
        }
    }
}
