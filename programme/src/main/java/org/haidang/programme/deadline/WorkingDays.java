package org.haidang.programme.deadline;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which days offices work: Monday to Friday but for holidays, and the Saturdays that are worked for
 * a bridged day. Both sets are data of the province, decided anew each year.
 */
public record WorkingDays(Set<LocalDate> holidays, Set<LocalDate> workedWeekendDays) {

    public static final int MAX_DAYS = 366;

    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    public WorkingDays {
        holidays = Set.copyOf(holidays);
        workedWeekendDays = Set.copyOf(workedWeekendDays);
    }

    public boolean worked(LocalDate day) {
        if (holidays.contains(day)) {
            return false;
        }
        return !WEEKEND.contains(day.getDayOfWeek()) || workedWeekendDays.contains(day);
    }

    /**
     * The {@code count}-th working day after {@code start}. The day of the start is not counted
     * (Civil Code 91/2015/QH13, article 147).
     */
    public LocalDate after(LocalDate start, int count) {
        if (count < 1 || count > MAX_DAYS) {
            throw new IllegalArgumentException("working days from 1 to 366, not " + count);
        }
        LocalDate day = start;
        int left = count;
        // A calendar of nothing but holidays must not hang the caller.
        for (int steps = 0; steps < 10 * MAX_DAYS; steps++) {
            day = day.plusDays(1);
            if (worked(day) && --left == 0) {
                return day;
            }
        }
        throw new IllegalArgumentException("the calendar has too few working days after " + start);
    }
}
