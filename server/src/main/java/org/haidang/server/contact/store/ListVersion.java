package org.haidang.server.contact.store;

import java.util.List;
import org.haidang.programme.contact.Contact;
import org.haidang.programme.contact.Hop;
import org.jspecify.annotations.Nullable;

/** One version of the consolidated list as it is kept; never changed but for more signatures. */
public record ListVersion(int version, long createdUs, List<Entry> entries, List<Signature> hops) {

    public ListVersion {
        entries = List.copyOf(entries);
        hops = List.copyOf(hops);
    }

    /** A facility as it was called then, its focal point, and who sent it. */
    public record Entry(
            String facilityId,
            String facilityCode,
            String facility,
            Contact contact,
            long submittedUs,
            String submittedBy) {}

    /**
     * What a station did.
     *
     * @param reason null when it signed; why it sent the list back
     */
    public record Signature(
            Hop hop, long atUs, String signerId, String signer, @Nullable String reason) {}
}
