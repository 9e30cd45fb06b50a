package org.haidang.server.dispatch;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.haidang.programme.deadline.WorkingDays;
import org.haidang.programme.vietnamese.VietnameseDates;

/**
 * The working days around a moment. The holidays of the solar calendar are the same each year
 * (Labour Code 45/2019/QH14, article 112); those of the lunar calendar, days in lieu and worked
 * Saturdays are decided anew each year and stand in the settings.
 */
public record Calendar(Set<LocalDate> holidays, Set<LocalDate> workedWeekendDays) {
    private static final List<MonthDay> EVERY_YEAR =
            List.of(MonthDay.of(1, 1), MonthDay.of(4, 30), MonthDay.of(5, 1), MonthDay.of(9, 2));

    private static final int YEARS_AHEAD = 2;

    public Calendar {
        holidays = Set.copyOf(holidays);
        workedWeekendDays = Set.copyOf(workedWeekendDays);
    }

    WorkingDays from(Instant moment) {
        int year = moment.atZone(VietnameseDates.ZONE).getYear();
        Set<LocalDate> all = new HashSet<>(holidays);
        for (int ahead = 0; ahead <= YEARS_AHEAD; ahead++) {
            for (MonthDay day : EVERY_YEAR) {
                all.add(day.atYear(year + ahead));
            }
        }
        return new WorkingDays(all, workedWeekendDays);
    }
}
