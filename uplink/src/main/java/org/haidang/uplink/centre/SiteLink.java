package org.haidang.uplink.centre;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.lang.System.Logger.Level;
import java.util.List;
import org.haidang.uplink.Protocol;
import org.haidang.uplink.Refusal;
import org.haidang.uplink.SettingsLimits;
import org.haidang.uplink.TurnLimits;
import org.haidang.uplink.wire.Applied;
import org.haidang.uplink.wire.Configured;
import org.haidang.uplink.wire.Fact;
import org.haidang.uplink.wire.FromCentre;
import org.haidang.uplink.wire.FromSite;
import org.haidang.uplink.wire.Hello;
import org.haidang.uplink.wire.Still;
import org.haidang.uplink.wire.StillTaken;
import org.haidang.uplink.wire.Turned;
import org.haidang.uplink.wire.Welcome;

/**
 * One site's control conversation. gRPC calls it from one thread at a time; {@link #say} may come
 * from any.
 */
final class SiteLink implements StreamObserver<FromSite> {
    private static final System.Logger LOG = System.getLogger(SiteLink.class.getName());

    private final String siteId;
    private final String serial;
    private final String from;
    private final Centre centre;
    private final ServerCallStreamObserver<FromCentre> down;
    private volatile long heardNs = System.nanoTime();
    private volatile boolean greeted;
    private volatile boolean answersAsks;
    private volatile int version;
    private boolean over;

    SiteLink(
            String siteId,
            String serial,
            String from,
            Centre centre,
            ServerCallStreamObserver<FromCentre> down) {
        this.serial = serial;
        this.siteId = siteId;
        this.from = from;
        this.centre = centre;
        this.down = down;
        down.setOnCancelHandler(() -> centre.ended(this, "the site hung up"));
    }

    String siteId() {
        return siteId;
    }

    String serial() {
        return serial;
    }

    /** Control may be spoken. */
    boolean greeted() {
        return greeted;
    }

    /** The version that is spoken. */
    int version() {
        return version;
    }

    /** It may be asked about recordings; sites before November 2026 may not. */
    boolean answersAsks() {
        return answersAsks;
    }

    long silentNs(long nowNs) {
        return nowNs - heardNs;
    }

    /** Says it unless the conversation is over. */
    void say(FromCentre.Builder word) {
        synchronized (down) {
            if (!over) {
                try {
                    down.onNext(word.build());
                } catch (StatusRuntimeException | IllegalStateException gone) {
                    LOG.log(Level.DEBUG, "site is gone", gone);
                }
            }
        }
    }

    /** Ends the conversation, with words for the site's log. */
    void hangUp(Status status) {
        synchronized (down) {
            if (!over) {
                over = true;
                try {
                    down.onError(status.asRuntimeException());
                } catch (IllegalStateException gone) {
                    LOG.log(Level.DEBUG, "site is gone", gone);
                }
            }
        }
        centre.ended(this, String.valueOf(status.getDescription()));
    }

    @Override
    public void onNext(FromSite word) {
        heardNs = System.nanoTime();
        try {
            hear(word);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "site " + siteId + ": what it said could not be kept", e);
            hangUp(Status.INTERNAL.withDescription("the centre could not keep what was said"));
        }
    }

    private void hear(FromSite word) {
        if (!greeted && word.getWordCase() != FromSite.WordCase.HELLO) {
            hangUp(Status.FAILED_PRECONDITION.withDescription("greet first"));
            return;
        }
        SiteListener listener = centre.listener();
        switch (word.getWordCase()) {
            case HELLO -> greet(word.getHello());
            case CATALOGUE -> {
                listener.catalogue(siteId, word.getCatalogue());
                centre.lending().granted(siteId, word.getCatalogue());
            }
            case STATES -> listener.states(siteId, word.getStates().getCamerasList());
            case FACTS -> facts(word.getFacts().getFactsList());
            case ECHO -> say(FromCentre.newBuilder().setEcho(word.getEcho()));
            case LEASE_ENDED ->
                    centre.lending()
                            .refused(
                                    siteId,
                                    word.getLeaseEnded().getId(),
                                    word.getLeaseEnded().getWhy());
            case ASK_ENDED ->
                    centre.asks()
                            .refused(
                                    siteId,
                                    word.getAskEnded().getId(),
                                    word.getAskEnded().getWhy());
            case TURNED -> turned(word.getTurned());
            case CONFIGURED -> configured(word.getConfigured());
            case STILL -> still(word.getStill());
            case WORD_NOT_SET ->
                    LOG.log(Level.DEBUG, "site {0} says something newer than we know", siteId);
        }
    }

    private void turned(Turned said) {
        centre.turns().answered(siteId, said.getId(), said, TurnLimits.wrong(said));
    }

    private void configured(Configured said) {
        centre.settings().answered(siteId, said.getId(), said, SettingsLimits.wrong(said));
    }

    private void greet(Hello hello) {
        version = centre.versions().common(hello.getOldestProtocol(), hello.getProtocol());
        if (version == 0) {
            String why =
                    "the site speaks protocol "
                            + hello.getOldestProtocol()
                            + " to "
                            + hello.getProtocol()
                            + ", the centre "
                            + centre.versions()
                            + ": update the older of the two";
            centre.listener().refused(siteId, from, Refusal.VERSION, why);
            hangUp(Status.FAILED_PRECONDITION.withDescription(why));
            return;
        }
        answersAsks = hello.getAnswersAsks();
        greeted = true;
        long nowUs = centre.nowUs();
        say(
                FromCentre.newBuilder()
                        .setWelcome(
                                Welcome.newBuilder()
                                        .setProtocol(version)
                                        .setSoftware(centre.software())
                                        .setCentreName(centre.name())
                                        .setApplied(centre.listener().applied(siteId))
                                        .setClockUs(nowUs)));
        String name = hello.getSiteName();
        centre.begun(
                this,
                name.substring(0, Math.min(name.length(), EnrolmentService.MAX_NAME)),
                hello.getSoftware(),
                hello.getClockUs() - nowUs);
    }

    private void still(Still still) {
        if (version < Protocol.STILLS_SINCE) {
            // It would wait for an answer that its version does not have.
            centre.listener().misused(siteId, "a last picture, under protocol " + version);
            return;
        }
        String wrong = StillCheck.wrong(still);
        if (wrong == null) {
            centre.listener().still(siteId, still);
        } else {
            centre.listener().misused(siteId, "a last picture: " + wrong);
        }
        say(FromCentre.newBuilder().setStillTaken(StillTaken.getDefaultInstance()));
    }

    private void facts(List<Fact> facts) {
        long applied = centre.listener().facts(siteId, facts);
        say(FromCentre.newBuilder().setApplied(Applied.newBuilder().setNumber(applied)));
    }

    @Override
    public void onError(Throwable failure) {
        centre.ended(this, Status.fromThrowable(failure).getCode().toString());
    }

    @Override
    public void onCompleted() {
        hangUp(Status.OK.withDescription("the site hung up"));
    }
}
