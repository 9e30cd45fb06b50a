package org.haidang.uplink;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.haidang.uplink.site.Outbox;
import org.haidang.uplink.wire.Fact;

/** An outbox in memory that forgets what was applied. */
final class MemoryOutbox implements Outbox {
    private final List<Fact> waiting = new ArrayList<>();
    private Runnable added = () -> {};
    private long last;

    void add(String body) {
        Runnable tell;
        synchronized (this) {
            waiting.add(
                    Fact.newBuilder()
                            .setNumber(++last)
                            .setKind("test")
                            .setBody(ByteString.copyFromUtf8(body))
                            .build());
            tell = added;
        }
        tell.run();
    }

    @Override
    public synchronized List<Fact> after(long number, int max) {
        return waiting.stream().filter(f -> f.getNumber() > number).limit(max).toList();
    }

    @Override
    public synchronized void applied(long number) {
        waiting.removeIf(fact -> fact.getNumber() <= number);
    }

    @Override
    public synchronized void onAdded(Runnable listener) {
        added = listener;
    }

    synchronized int size() {
        return waiting.size();
    }
}
