package org.haidang.server.tier;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.haidang.server.instruction.Instructions;
import org.haidang.server.instruction.store.Instruction;
import org.haidang.server.tier.store.Site;
import org.haidang.server.tier.store.SiteStore;
import org.haidang.uplink.centre.Centre;
import org.jspecify.annotations.Nullable;

/** Instructions in the words of the link, and the sites as instructions know them. */
final class SiteInstructions implements Instructions.Sites {
    private final SiteStore store;
    private volatile @Nullable Centre centre;

    SiteInstructions(SiteStore store) {
        this.store = store;
    }

    /** Sites can be told from now on. */
    void over(Centre open) {
        centre = open;
    }

    @Override
    public Optional<String> siteOf(String facilityId) {
        return store.siteOf(facilityId);
    }

    @Override
    public Map<String, String> places() {
        return store.namesByFacility();
    }

    @Override
    public String name(String siteId) {
        return store.byId(siteId).map(Site::name).orElse(siteId);
    }

    @Override
    public void say(String siteId, Instruction instruction) {
        Centre open = centre;
        if (open != null) {
            open.instruct(siteId, said(instruction, store.facilities(siteId)));
        }
    }

    /** In the words of the link. */
    List<org.haidang.uplink.wire.Instruction> said(String siteId, List<Instruction> all) {
        if (all.isEmpty()) {
            return List.of();
        }
        Map<String, String> places = store.facilities(siteId);
        return all.stream().map(one -> said(one, places)).toList();
    }

    private static org.haidang.uplink.wire.Instruction said(
            Instruction one, Map<String, String> places) {
        Long due = one.asked().dueUs();
        return org.haidang.uplink.wire.Instruction.newBuilder()
                .setId(one.id())
                .setKind(one.asked().kind().name().toLowerCase(Locale.ROOT))
                .setPlaceId(places.getOrDefault(one.facilityId(), ""))
                .setWords(one.asked().words())
                .setDueUs(due == null ? 0 : due)
                .setGiver(one.giver())
                .setIssuer(one.issuer())
                .setGivenUs(one.asked().givenUs())
                .setWithdrawnUs(one.withdrawal().atUs())
                .setWhy(one.withdrawal().why())
                .build();
    }

    /** What a centre said, in ours. */
    static Instructions.Heard heard(org.haidang.uplink.wire.Instruction said) {
        return new Instructions.Heard(
                said.getId(),
                said.getPlaceId(),
                said.getKind(),
                said.getWords(),
                Math.max(0, said.getDueUs()),
                said.getGiver(),
                said.getIssuer(),
                said.getGivenUs(),
                Math.max(0, said.getWithdrawnUs()),
                said.getWhy());
    }
}
