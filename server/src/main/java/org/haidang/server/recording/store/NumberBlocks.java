package org.haidang.server.recording.store;

import org.haidang.server.store.Database;

/**
 * Numbers that are never given twice. A block of them is taken in a transaction of its own, before
 * the one that uses the number: else a transaction that fails would give the block back while
 * others already use it.
 */
final class NumberBlocks {
    static final int BLOCK = 1_000;

    private final Database database;
    private long next;
    private long end;

    NumberBlocks(Database database) {
        this.database = database;
    }

    synchronized long next() {
        if (next == end) {
            long newEnd = takeBlock();
            end = newEnd;
            next = newEnd - BLOCK;
        }
        return next++;
    }

    private long takeBlock() {
        return database.write(c -> {
            // The update locks the row, so two programs on one database cannot read one value.
            c.sql(
                            "update number_blocks set next_value = next_value + ? where name ="
                                    + " 'archive'")
                    .param(BLOCK)
                    .update();
            return c.sql("select next_value from number_blocks where name = 'archive'")
                    .query(Long.class)
                    .single();
        });
    }
}
