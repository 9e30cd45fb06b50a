package org.haidang.server.tier;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haidang.uplink.Refusal;

/**
 * Attempts to link that a person should know of at once. One alarm stands for all attempts of the
 * same kind at the same site. It stays for a day after the last of them, or until somebody has seen
 * it; attempts that go on are then quiet for a day. Forgotten with the program; the audit log
 * remembers. Thread-safe.
 */
public final class LinkAlarms {
    /** More are not kept: the oldest go. */
    static final int MAX = 50;

    static final long DAY_US = 86_400_000_000L;

    /**
     * One alarm.
     *
     * @param siteId whose invitation or certificate it was; empty when nobody's
     * @param site its name here; empty when nobody's
     * @param from the address it came from last
     * @param count attempts
     * @param seenUs when somebody has seen it; 0 for not yet
     */
    public record LinkAlarm(
            Refusal kind,
            String siteId,
            String site,
            String from,
            long sinceUs,
            long lastUs,
            long count,
            long seenUs) {
        boolean standing(long nowUs) {
            return nowUs - lastUs < DAY_US && (seenUs == 0 || nowUs - seenUs >= DAY_US);
        }
    }

    private record Key(Refusal kind, String siteId) {}

    private final Map<Key, LinkAlarm> alarms = new LinkedHashMap<>();
    private final Runnable changed;

    LinkAlarms(Runnable changed) {
        this.changed = changed;
    }

    /**
     * Somebody was turned away. That it goes on is told at the second, fourth, eighth time and so
     * on: who hammers at the port must not keep every screen busy.
     */
    void raise(Refusal kind, String siteId, String site, String from, long nowUs) {
        long count;
        synchronized (this) {
            Key key = new Key(kind, siteId);
            LinkAlarm old = alarms.remove(key);
            LinkAlarm before = old != null && nowUs - old.lastUs() < DAY_US ? old : null;
            count = before == null ? 1 : before.count() + 1;
            alarms.put(
                    key,
                    new LinkAlarm(
                            kind,
                            siteId,
                            site,
                            from,
                            before == null ? nowUs : before.sinceUs(),
                            nowUs,
                            count,
                            before == null ? 0 : before.seenUs()));
            if (alarms.size() > MAX) {
                alarms.remove(alarms.keySet().iterator().next());
            }
        }
        if (Long.bitCount(count) == 1) {
            changed.run();
        }
    }

    /** Those that stand now, the newest first. */
    public synchronized List<LinkAlarm> standing(long nowUs) {
        return alarms.values().stream()
                .filter(alarm -> alarm.standing(nowUs))
                .sorted(Comparator.comparingLong(LinkAlarm::lastUs).reversed())
                .toList();
    }

    /** Somebody has seen all that stand. */
    void seen(long nowUs) {
        synchronized (this) {
            for (Map.Entry<Key, LinkAlarm> one : new ArrayList<>(alarms.entrySet())) {
                LinkAlarm alarm = one.getValue();
                if (alarm.standing(nowUs)) {
                    alarms.put(
                            one.getKey(),
                            new LinkAlarm(
                                    alarm.kind(),
                                    alarm.siteId(),
                                    alarm.site(),
                                    alarm.from(),
                                    alarm.sinceUs(),
                                    alarm.lastUs(),
                                    alarm.count(),
                                    nowUs));
                }
            }
        }
        changed.run();
    }
}
