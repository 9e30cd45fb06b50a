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

    public ToldFacilities(ToldFacilityStore store) {
        this.store = store;
        store.bodies().forEach(this::remember);
    }

    private void remember(String facilityId, String body) {
        try {
            told.put(facilityId, ToldFacility.read(body));
        } catch (IllegalArgumentException e) {
            LOG.log(
                    Level.WARNING,
                    "facility {0}: what its site told is not understood: {1}",
                    facilityId,
                    e.getMessage());
        }
    }

    /** Empty for a facility of our own. */
    public Optional<ToldFacility> of(String facilityId) {
        return Optional.ofNullable(told.get(facilityId));
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
