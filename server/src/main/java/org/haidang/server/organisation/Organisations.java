package org.haidang.server.organisation;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.haidang.server.organisation.store.Area;
import org.haidang.server.organisation.store.Organisation;
import org.haidang.server.organisation.store.OrganisationStore;
import org.haidang.server.store.Ids;

/** Areas and organisations: read, added, changed, never removed. Thread-safe. */
public final class Organisations {
    public static final int MAX = 20_000;

    private final OrganisationStore store;
    private final SecureRandom random;
    private final InstantSource clock;
    private volatile Directory directory;

    public Organisations(OrganisationStore store, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.random = random;
        this.clock = clock;
        this.directory = read();
    }

    private Directory read() {
        return new Directory(store.areas(), store.organisations());
    }

    /** As they are now. */
    public Directory directory() {
        return directory;
    }

    public List<Area> areas() {
        return store.areas();
    }

    public List<Organisation> organisations() {
        return store.organisations();
    }

    public String newId() {
        return Ids.next(clock.millis() * 1_000, random);
    }

    public synchronized void put(Area area) {
        store.put(area);
        directory = read();
    }

    public synchronized void put(Organisation organisation) {
        store.put(organisation);
        directory = read();
    }

    /** Sees what another program changed. */
    public void refresh() {
        directory = read();
    }
}
