package org.haidang.server.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.haidang.archive.alarm.Alarm;
import org.haidang.archive.alarm.AlarmListener;

/** Passes on that the archive's alarms have changed, to those who came after it was opened. */
public final class AlarmRelay implements AlarmListener {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Is told of each change. Must not block. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void raised(Alarm alarm) {
        listeners.forEach(Runnable::run);
    }

    @Override
    public void cleared(Alarm alarm) {
        listeners.forEach(Runnable::run);
    }
}
