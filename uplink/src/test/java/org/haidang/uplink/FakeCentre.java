package org.haidang.uplink;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.haidang.uplink.centre.Centre;
import org.haidang.uplink.centre.Register;
import org.haidang.uplink.centre.SiteListener;
import org.haidang.uplink.trust.Authority;
import org.haidang.uplink.trust.Invitation;
import org.haidang.uplink.wire.CameraState;
import org.haidang.uplink.wire.Catalogue;
import org.haidang.uplink.wire.Fact;
import org.haidang.uplink.wire.Instruction;
import org.haidang.uplink.wire.Still;

/** A centre that remembers in memory what it was told. */
final class FakeCentre implements Register, SiteListener, AutoCloseable {
    final List<String> refusals = new CopyOnWriteArrayList<>();
    final List<Refusal> kinds = new CopyOnWriteArrayList<>();
    final List<String> withheld = new CopyOnWriteArrayList<>();
    final List<Still> stills = new CopyOnWriteArrayList<>();
    final List<Instruction> instructions = new CopyOnWriteArrayList<>();
    final List<String> misuses = new CopyOnWriteArrayList<>();

    /** Stills are kept only once it is open. */
    volatile CountDownLatch keeping = new CountDownLatch(0);

    final Map<String, Catalogue> catalogues = new ConcurrentHashMap<>();
    final Map<String, CameraState> states = new ConcurrentHashMap<>();
    final Map<String, List<Fact>> kept = new ConcurrentHashMap<>();
    final List<String> comings = new CopyOnWriteArrayList<>();
    private final Map<String, String> invited = new HashMap<>();
    private final Set<String> serials = new HashSet<>();
    private final SecureRandom random = new SecureRandom();
    private final Authority authority;
    private final Centre centre;

    FakeCentre(Path folder, int port) throws IOException {
        this(folder, port, Protocol.SPOKEN);
    }

    FakeCentre(Path folder, int port, Versions versions) throws IOException {
        this(folder, port, versions, Clock.systemUTC());
    }

    FakeCentre(Path folder, int port, Versions versions, InstantSource clock) throws IOException {
        authority = Authority.open(folder, clock, random);
        centre =
                Centre.open(
                        new Centre.Config("Tỉnh Thử", "test", "127.0.0.1", port, versions),
                        authority,
                        this,
                        this,
                        clock);
    }

    Centre centre() {
        return centre;
    }

    synchronized Invitation invite(String siteId) {
        byte[] token = Invitation.newToken(random);
        invited.put(Invitation.hash(token), siteId);
        return new Invitation(
                "127.0.0.1:" + centre.port(),
                authority.fingerprint(),
                token,
                Instant.now().plus(Duration.ofHours(1)));
    }

    /** Takes over whom another one knows, as a restart from the same disk would. */
    synchronized void knows(FakeCentre before) {
        synchronized (before) {
            serials.addAll(before.serials);
        }
        kept.putAll(before.kept);
    }

    /** The cameras that a site has told of. */
    List<String> cameras(String siteId) {
        return catalogues
                .getOrDefault(siteId, Catalogue.getDefaultInstance())
                .getCamerasList()
                .stream()
                .map(org.haidang.uplink.wire.Camera::getId)
                .toList();
    }

    String state(String cameraId) {
        return states.getOrDefault(cameraId, CameraState.getDefaultInstance()).getKind();
    }

    synchronized void revoke(String siteId) {
        serials.removeIf(serial -> serial.startsWith(siteId + "/"));
        centre.expel(siteId);
    }

    @Override
    public synchronized String admit(String tokenHash, String siteName, String from)
            throws RefusedException {
        String site = invited.remove(tokenHash);
        if (site == null) {
            throw new RefusedException(
                    Refusal.INVITATION_USED, "", "this invitation is unknown or used");
        }
        return site;
    }

    @Override
    public synchronized void certified(String siteId, String serial, long untilUs) {
        serials.add(siteId + "/" + serial);
    }

    @Override
    public synchronized boolean trusted(String siteId, String serial) {
        return serials.contains(siteId + "/" + serial);
    }

    @Override
    public void linked(String siteId, String siteName, String software, long clockOffsetUs) {
        comings.add("+" + siteId + " " + siteName);
    }

    @Override
    public void lost(String siteId, String why) {
        comings.add("-" + siteId);
    }

    @Override
    public void catalogue(String siteId, Catalogue catalogue) {
        catalogues.put(siteId, catalogue);
    }

    @Override
    public void states(String siteId, List<CameraState> now) {
        now.forEach(each -> states.put(each.getCameraId(), each));
    }

    @Override
    public void still(String siteId, Still still) {
        try {
            keeping.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stills.add(still);
    }

    /** The cameras of which stills came, in their order. */
    List<String> seen() {
        return stills.stream().map(Still::getCameraId).toList();
    }

    @Override
    public void misused(String siteId, String what) {
        misuses.add(siteId + ": " + what);
    }

    @Override
    public List<Instruction> instructions(String siteId) {
        return List.copyOf(instructions);
    }

    @Override
    public long applied(String siteId) {
        List<Fact> all = kept.getOrDefault(siteId, List.of());
        return all.isEmpty() ? 0 : all.getLast().getNumber();
    }

    @Override
    public synchronized long facts(String siteId, List<Fact> facts) {
        List<Fact> all = kept.computeIfAbsent(siteId, site -> new ArrayList<>());
        for (Fact fact : facts) {
            if (fact.getNumber() == applied(siteId) + 1) {
                all.add(fact);
            }
        }
        return applied(siteId);
    }

    @Override
    public void refused(String siteId, String from, Refusal refusal, String why) {
        refusals.add(siteId + ": " + why);
        kinds.add(refusal);
    }

    @Override
    public void withheld(String siteId, String cameraId, String why) {
        withheld.add(siteId + "/" + cameraId + " " + why);
    }

    @Override
    public void close() {
        centre.close();
    }
}
