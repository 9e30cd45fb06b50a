package org.haidang.server.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.haidang.archive.alarm.Alarm;
import org.haidang.archive.alarm.AlarmListener;

/** Passes on that alarms have changed, the archive's and others, to those who came later. */
public final class AlarmRelay implements AlarmListener {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Is told of each change. Must not block. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** An alarm that is not the archive's began, changed or ended. */
    public void changed() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public void raised(Alarm alarm) {
        changed();
    }

    @Override
    public void cleared(Alarm alarm) {
        changed();
    }
}
