package org.haidang.server.tier;

import com.google.protobuf.ByteString;
import java.util.List;
import org.haidang.server.fact.store.FactOutbox;
import org.haidang.server.fact.store.StoredFact;
import org.haidang.uplink.site.Outbox;
import org.haidang.uplink.wire.Fact;

/** The outbox as the link reads it. The link looks once a second; nobody wakes it. */
final class LinkOutbox implements Outbox {
    private final FactOutbox outbox;

    LinkOutbox(FactOutbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public List<Fact> after(long number, int max) {
        return outbox.after(number, max).stream().map(LinkOutbox::said).toList();
    }

    private static Fact said(StoredFact fact) {
        return Fact.newBuilder()
                .setNumber(fact.number())
                .setKind(fact.kind())
                .setSubject(fact.subject())
                .setHappenedUs(fact.happenedUs())
                .setBody(ByteString.copyFromUtf8(fact.body()))
                .build();
    }

    @Override
    public void applied(long number) {
        outbox.applied(number);
    }

    @Override
    public long waiting() {
        return outbox.head().waiting();
    }

    @Override
    public void onAdded(Runnable added) {}
}
