package org.haidang.archive.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.catalog.WantedRow;

/** Which streams are to be recorded now, kept over restarts through the catalogue. Thread-safe. */
public final class WantedBook {
    private static final class Entry {
        long id;
    }

    private final CatalogWriter rows;
    private final Map<StreamKey, Entry> open = new HashMap<>();

    public WantedBook(CatalogWriter rows) {
        this.rows = rows;
    }

    /** Takes over what was wanted when the program ended. */
    public synchronized void adopt(WantedRow row) {
        Entry entry = new Entry();
        entry.id = row.id();
        open.putIfAbsent(row.key(), entry);
    }

    /** Recording is wanted from now on; nothing changes if it was already. */
    public synchronized void begin(StreamKey key, long nowUs) {
        if (open.containsKey(key)) {
            return;
        }
        Entry entry = new Entry();
        open.put(key, entry);
        rows.later(catalog -> entry.id = catalog.addWanted(key, nowUs));
    }

    /** Recording is not wanted any more. */
    public synchronized void end(StreamKey key, long nowUs) {
        Entry entry = open.remove(key);
        if (entry != null) {
            rows.later(catalog -> catalog.closeWanted(entry.id, nowUs));
        }
    }

    public synchronized List<StreamKey> wanted() {
        return open.keySet().stream().sorted().toList();
    }
}
