package org.haidang.archive.alarm;

import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The alarms that stand now, one per kind and subject. Thread-safe. Bounded by the disks and
 * streams there are, and by {@link #MAX_ALARMS} whatever happens.
 */
public final class AlarmBoard {
    static final int MAX_ALARMS = 10_000;
    private static final System.Logger LOG = System.getLogger(AlarmBoard.class.getName());

    private record Key(AlarmKind kind, String subject) {}

    private final Map<Key, Alarm> standing = new LinkedHashMap<>();
    private final AlarmListener listener;

    public AlarmBoard(AlarmListener listener) {
        this.listener = listener;
    }

    /** Raises an alarm; one that stands already keeps its beginning and its words. */
    public void raise(AlarmKind kind, String subject, long nowUs, String detail) {
        Alarm alarm = new Alarm(kind, subject, nowUs, detail);
        synchronized (this) {
            if (standing.size() >= MAX_ALARMS
                    || standing.putIfAbsent(new Key(kind, subject), alarm) != null) {
                return;
            }
        }
        LOG.log(Level.WARNING, "alarm {0} for {1}: {2}", kind, subject, detail);
        listener.raised(alarm);
    }

    /** Clears an alarm, if it stands. */
    public void clear(AlarmKind kind, String subject) {
        Alarm alarm;
        synchronized (this) {
            alarm = standing.remove(new Key(kind, subject));
        }
        if (alarm != null) {
            LOG.log(Level.INFO, "alarm {0} for {1} is over", kind, subject);
            listener.cleared(alarm);
        }
    }

    /** What stands now, oldest first. */
    public synchronized Collection<Alarm> standing() {
        return List.copyOf(standing.values());
    }
}
