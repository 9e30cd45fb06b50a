package org.haidang.archive.alarm;

/** Is told of alarms as they come and go. Called from the archive's threads; must not block. */
public interface AlarmListener {
    void raised(Alarm alarm);

    void cleared(Alarm alarm);

    /** For whoever only asks now and then. */
    static AlarmListener none() {
        return new AlarmListener() {
            @Override
            public void raised(Alarm alarm) {}

            @Override
            public void cleared(Alarm alarm) {}
        };
    }
}
