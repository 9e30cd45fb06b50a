package org.haidang.server.facility;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.facility.store.ToldFacilityStore;
import org.haidang.server.store.Transaction;

/**
 * How the facilities of linked sites stand, from memory. The site that tells of one owns it: steps
 * of its life are taken there. Thread-safe.
 */
public final class ToldFacilities {
    private static final System.Logger LOG = System.getLogger(ToldFacilities.class.getName());

    private final ToldFacilityStore store;
    private final Map<String, ToldFacility> told = new ConcurrentHashMap<>();
    private final Map<String, Long> provedUs = new ConcurrentHashMap<>();

    public ToldFacilities(ToldFacilityStore store) {
        this.store = store;
        store.all().forEach(this::remember);
    }

    private void remember(ToldFacilityStore.Row row) {
        String facilityId = row.facilityId();
        provedUs.put(facilityId, row.provedUs());
        try {
            told.put(facilityId, ToldFacility.read(row.body()));
        } catch (IllegalArgumentException e) {
            LOG.log(
                    Level.WARNING,
                    "facility {0}: what its site told is not understood: {1}",
                    facilityId,
                    e.getMessage());
        }
    }

    /** As its site told; empty for a facility of our own. */
    public Optional<ToldFacility> of(String facilityId) {
        return Optional.ofNullable(told.get(facilityId));
    }

    /** The same as it stands from here; see {@link ToldFacility#seen}. */
    public Optional<ToldFacility> seen(String facilityId, long nowUs) {
        return of(facilityId).map(one -> one.seen(provedUs(facilityId), nowUs));
    }

    /** Those that are told of, by id. */
    public Map<String, ToldFacility> all() {
        return Map.copyOf(told);
    }

    /** When the newest picture was taken that was decoded here; 0 before the first. */
    public long provedUs(String facilityId) {
        return provedUs.getOrDefault(facilityId, 0L);
    }

    /** A picture of the facility was decoded here. */
    public void proved(String facilityId, long takenUs) {
        if (takenUs > provedUs(facilityId)) {
            store.proved(facilityId, takenUs);
            provedUs.put(facilityId, takenUs);
        }
    }

    /** Keeps what a site told; to be {@linkplain #remembered remembered} after the commit. */
    public void put(
            Transaction in,
            String siteId,
            String facilityId,
            long happenedUs,
            ToldFacility facility) {
        store.put(in, siteId, facilityId, happenedUs, facility.json());
    }

    public void remembered(String facilityId, ToldFacility facility) {
        told.put(facilityId, facility);
    }

    /**
     * One owner: two that work on the same would undo each other's work.
     *
     * @throws StepRefusedException for a facility of a site below
     */
    void refuse(String facilityId) {
        if (told.containsKey(facilityId)) {
            throw new StepRefusedException(
                    new Sentence(
                            "Cơ sở này do tuyến dưới quản lý; ở đây chỉ theo dõi.",
                            "This facility is managed at the tier below; here it can only be"
                                    + " followed."));
        }
    }
}
