package org.haidang.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.haidang.media.source.FailureReason;
import org.haidang.media.source.SourceState;
import org.haidang.media.track.AccessUnit;
import org.haidang.uplink.centre.RemoteSource;
import org.haidang.uplink.site.Enrol;
import org.haidang.uplink.site.LinkProbe;
import org.haidang.uplink.site.Outbox;
import org.haidang.uplink.site.Route;
import org.haidang.uplink.site.Trouble;
import org.haidang.uplink.site.Uplink;
import org.haidang.uplink.trust.Invitation;
import org.haidang.uplink.trust.InvitationException;
import org.haidang.uplink.trust.Membership;
import org.haidang.uplink.wire.Fact;
import org.junit.jupiter.api.Test;

class LinkTest extends LinkRig {
    // ------------------------------------------------------------------ enrolment

    @Test
    void anInvitationMakesAMemberOnce() throws Exception {
        Invitation invitation = Invitation.parse(centre.invite("s1").text());
        Membership member =
                Enrol.with(invitation, "Cơ sở Thử", "test", Instant.now(), Route.STRAIGHT);
        assertThat(member.siteId()).isEqualTo("s1");
        assertThat(member.centreName()).isEqualTo("Tỉnh Thử");
        assertThatThrownBy(() ->
                        Enrol.with(invitation, "Kẻ gian", "test", Instant.now(), Route.STRAIGHT))
                .isInstanceOf(InvitationException.class)
                .hasMessageContaining("unknown or used");
        assertThat(centre.refusals).containsExactly(": this invitation is unknown or used");
        assertThat(centre.kinds).containsExactly(Refusal.INVITATION_USED);
    }

    @Test
    void aMembershipSurvivesOnDiskWithItsKeyForUsAlone() throws Exception {
        Membership member = enrolled("s1");
        member.save(folder.resolve("site"));
        assertThat(Membership.load(folder.resolve("site"))).contains(member);
        assertThat(Files.getPosixFilePermissions(folder.resolve("site/membership.pem"))).hasSize(2);
        assertThat(Membership.load(folder.resolve("elsewhere"))).isEmpty();
    }

    @Test
    void anExpiredInvitationIsNotEvenTried() throws Exception {
        Invitation invitation = centre.invite("s1");
        assertThatThrownBy(() ->
                        Enrol.with(
                                invitation,
                                "Cơ sở Thử",
                                "test",
                                Instant.now().plus(Duration.ofHours(2)),
                                Route.STRAIGHT))
                .isInstanceOf(InvitationException.class)
                .hasMessageContaining("ended on");
    }

    @Test
    void anotherCentreIsNotBelieved() throws Exception {
        Invitation invitation = centre.invite("s1");
        FakeCentre thief = opened(new FakeCentre(folder.resolve("thief"), 0));
        Invitation misled =
                new Invitation(
                        "127.0.0.1:" + thief.centre().port(),
                        invitation.authority(),
                        invitation.token(),
                        invitation.expiresAt());
        assertThatThrownBy(() ->
                        Enrol.with(misled, "Cơ sở Thử", "test", Instant.now(), Route.STRAIGHT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not the one of the invitation");
        assertThat(thief.refusals).isEmpty();
    }

    @Test
    void aCentreThatIsNeverRestartedDoesNotLoseItsSitesWhenItsCertificateRunsOut()
            throws Exception {
        AtomicReference<Instant> now =
                new AtomicReference<>(Instant.now().minus(Duration.ofDays(400)));
        FakeCentre old =
                opened(new FakeCentre(folder.resolve("old"), 0, Protocol.SPOKEN, now::get));
        Invitation invitation = old.invite("s1");
        assertThatThrownBy(() ->
                        Enrol.with(invitation, "Cơ sở Thử", "test", Instant.now(), Route.STRAIGHT))
                .as("what it shows has run out three days ago")
                .isInstanceOf(IOException.class)
                .rootCause()
                .hasMessageContaining("NotAfter");
        now.set(Instant.now());
        Membership member =
                await().atMost(LIMIT)
                        .ignoreExceptionsInstanceOf(IOException.class)
                        .until(
                                () ->
                                        Enrol.with(
                                                invitation,
                                                "Cơ sở Thử",
                                                "test",
                                                Instant.now(),
                                                Route.STRAIGHT),
                                made -> true);
        link(member, Outbox.none());
        await().atMost(LIMIT).until(() -> old.centre().linked("s1"));
    }

    // ------------------------------------------------------------------ control

    @Test
    void aSiteTellsWhatThereIsAndHowItIs() throws Exception {
        site.camera("gate");
        linked("s1");
        await().atMost(LIMIT).until(() -> centre.states.containsKey("gate"));
        assertThat(centre.cameras("s1")).containsExactly("gate");
        site.camera("yard");
        site.state = "failed";
        await().atMost(LIMIT).until(() -> centre.cameras("s1").size() == 2);
        await().atMost(LIMIT).until(() -> centre.state("gate").equals("failed"));
    }

    @Test
    void aRevokedSiteIsPutOutAtOnceAndNotLetInAgain() throws Exception {
        Uplink link = linked("s1");
        centre.revoke("s1");
        await().atMost(LIMIT).until(() -> !centre.refusals.isEmpty());
        assertThat(centre.refusals.getFirst()).startsWith("s1: the centre has revoked");
        await().atMost(LIMIT).until(() -> link.state().trouble() == Trouble.REVOKED);
        assertThat(centre.centre().linked("s1")).isFalse();
    }

    @Test
    void aSiteDialsAgainWhenItsCentreIsBack() throws Exception {
        site.camera("gate");
        Uplink link = linked("s1");
        int port = centre.centre().port();
        centre.close();
        await().atMost(LIMIT).until(() -> !link.state().linked());
        FakeCentre again = opened(new FakeCentre(folder.resolve("centre"), port));
        again.knows(centre);
        await().atMost(LIMIT).until(() -> again.centre().linked("s1"));
        await().atMost(LIMIT).until(() -> again.catalogues.containsKey("s1"));
    }

    // ------------------------------------------------------------------ facts

    @Test
    void factsOfALostLinkArriveOnceAndInOrder() throws Exception {
        MemoryOutbox outbox = new MemoryOutbox();
        Membership member = enrolled("s1");
        for (int i = 1; i <= 1_500; i++) {
            outbox.add("before " + i);
        }
        Uplink link = link(member, outbox);
        await().atMost(LIMIT).until(() -> centre.applied("s1") >= 300);
        int port = centre.centre().port();
        centre.close();
        for (int i = 1; i <= 1_500; i++) {
            outbox.add("during " + i);
        }
        FakeCentre again = opened(new FakeCentre(folder.resolve("centre"), port));
        again.knows(centre);
        await().atMost(LIMIT).until(() -> again.applied("s1") == 3_000);
        assertThat(again.kept.get("s1"))
                .extracting(Fact::getNumber)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(3_000);
        await().atMost(LIMIT).until(() -> outbox.size() == 0);
        assertThat(link.state().factsApplied()).isEqualTo(3_000);
    }

    /** A day without a line, by the clock that both go by. */
    @Test
    void aDayWithoutALineLosesNothing() throws Exception {
        MemoryOutbox outbox = new MemoryOutbox();
        Membership member = enrolled("s1");
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        link(member, outbox, Protocol.SPOKEN, Route.STRAIGHT, now::get);
        outbox.add("before");
        await().atMost(LIMIT).until(() -> centre.applied("s1") == 1);
        int port = centre.centre().port();
        centre.close();
        for (int hour = 0; hour < 24; hour++) {
            now.updateAndGet(instant -> instant.plus(Duration.ofHours(1)));
            for (int i = 0; i < 208; i++) {
                outbox.add(hour + ":" + i);
            }
        }
        FakeCentre again = opened(new FakeCentre(folder.resolve("centre"), port));
        again.knows(centre);
        await().atMost(LIMIT).until(() -> outbox.size() == 0);
        assertThat(again.kept.get("s1"))
                .extracting(Fact::getNumber)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(1 + 24 * 208);
    }

    // ------------------------------------------------------------------ live

    @Test
    void picturesComeAsTheyWereSentWhileSomebodyWatches() throws Exception {
        site.camera("gate");
        Uplink link = linked("s1");
        List<byte[]> sent = new ArrayList<>(site.pictures("gate", 10, 2_000));
        Heard heard = watch("s1", "gate");
        // The hub lets a picture out when the next one comes.
        await().atMost(LIMIT).until(() -> heard.units.size() >= 9);
        sent.addAll(site.pictures("gate", 11, 2_000));
        await().atMost(LIMIT).until(() -> heard.units.size() >= 20);
        assertThat(heard.tracks).hasSize(1);
        assertThat(heard.tracks.getFirst().format()).isEqualTo(FakeSite.VIDEO);
        for (int i = 0; i < 20; i++) {
            assertThat(heard.units.get(i).data()).isEqualTo(sent.get(i));
            assertThat(heard.units.get(i).randomAccess()).isEqualTo(i % 10 == 0);
        }
        assertThat(heard.states).hasAtLeastOneElementOfType(SourceState.Live.class);
        assertThat(link.state().leases()).isEqualTo(1);
    }

    @Test
    void nothingIsPushedWhenNobodyWatchesAnyMore() throws Exception {
        site.camera("gate");
        Uplink link = linked("s1");
        Heard heard = new Heard();
        RemoteSource source = centre.centre().source("s1", "gate", "main", heard);
        source.start();
        site.pictures("gate", 11, 2_000);
        await().atMost(LIMIT).until(() -> heard.units.size() >= 10);
        source.close();
        await().atMost(LIMIT).until(() -> link.state().leases() == 0);
        long before = link.state().mediaBytes();
        site.pictures("gate", 50, 2_000);
        assertThat(link.state().mediaBytes()).isEqualTo(before);
        assertThat(heard.units).hasSizeLessThan(22);
    }

    @Test
    void aCameraThatIsNotGrantedIsNotPushed() throws Exception {
        site.camera("gate");
        site.withdrawn.add("gate");
        linked("s1");
        Heard heard = watch("s1", "gate");
        await().atMost(LIMIT).until(() -> heard.failedFor(FailureReason.NOT_GRANTED));
        assertThat(site.watched()).isEmpty();
        assertThat(site.overreaches).containsExactly("live gate");
        await().atMost(LIMIT).until(() -> !centre.withheld.isEmpty());
        assertThat(centre.withheld).containsExactly("s1/gate not_granted");
    }

    @Test
    void whatWasWithdrawnEndsAtOnceAndNothingElse() throws Exception {
        site.camera("gate");
        site.camera("yard");
        Uplink link = linked("s1");
        Heard gate = watch("s1", "gate");
        Heard yard = watch("s1", "yard");
        site.pictures("gate", 11, 2_000);
        site.pictures("yard", 11, 2_000);
        await().atMost(LIMIT).until(() -> gate.units.size() >= 10 && yard.units.size() >= 10);
        site.withdrawn.add("gate");
        link.grantsChanged();
        await().atMost(LIMIT).until(() -> gate.failedFor(FailureReason.NOT_GRANTED));
        await().atMost(LIMIT).until(() -> link.state().leases() == 1);
        int seen = gate.units.size();
        site.pictures("gate", 20, 2_000);
        site.pictures("yard", 20, 2_000);
        await().atMost(LIMIT).until(() -> yard.units.size() >= 30);
        assertThat(gate.units).hasSize(seen);
        assertThat(yard.states).noneMatch(SourceState.Failed.class::isInstance);
        // The centre was told and has asked no second time.
        assertThat(site.overreaches).isEmpty();
    }

    @Test
    void whatIsGivenAgainComesBackByItself() throws Exception {
        site.camera("gate");
        site.withdrawn.add("gate");
        Uplink link = linked("s1");
        Heard heard = watch("s1", "gate");
        await().atMost(LIMIT).until(() -> heard.failedFor(FailureReason.NOT_GRANTED));
        site.withdrawn.clear();
        link.grantsChanged();
        site.pictures("gate", 11, 2_000);
        await().atMost(LIMIT).until(() -> heard.units.size() >= 10);
    }

    @Test
    void aProbeTellsHowTheLinkStandsAndDoesNotDisturbIt() throws Exception {
        Membership member = enrolled("s1");
        link(member, Outbox.none());
        await().atMost(LIMIT).until(() -> centre.centre().linked("s1"));
        LinkProbe probe = new LinkProbe(member, Route.STRAIGHT, Clock.systemUTC());
        assertThat(probe.resolve()).isNotEmpty();
        probe.reach();
        LinkProbe.Answer answer = probe.ask();
        assertThat(answer.certifiedUntil()).isAfter(Instant.now());
        assertThat(answer.protocol()).isEqualTo(Protocol.NEWEST);
        assertThat(answer.software()).isEqualTo("test");
        assertThat(answer.roundTripUs()).isPositive();
        // Both clocks are the same one.
        assertThat(Math.abs(answer.clockUs())).isLessThan(5_000_000);
        assertThat(centre.comings).containsExactly("+s1 Cơ sở Thử");

        centre.revoke("s1");
        assertThatThrownBy(probe::ask)
                .isInstanceOfSatisfying(
                        LinkProbe.FailedException.class,
                        failed -> {
                            assertThat(failed.trouble()).isEqualTo(Trouble.REVOKED);
                            assertThat(failed.certifiedUntil()).isNotNull();
                        });
    }

    @Test
    void aSiteSaysWhatKeepsItFromTheCentre() throws Exception {
        Membership member = enrolled("s1");
        Uplink link = link(member, Outbox.none());
        await().atMost(LIMIT).until(() -> link.state().linked());
        assertThat(link.state().trouble()).isEqualTo(Trouble.NONE);
        centre.revoke("s1");
        await().atMost(LIMIT).until(() -> link.state().trouble() == Trouble.REVOKED);
        centre.close();
        await().atMost(LIMIT).until(() -> link.state().trouble() == Trouble.UNREACHABLE);
    }

    @Test
    void aWatcherGoesOnWhenTheSiteIsBack() throws Exception {
        site.camera("gate");
        Membership member = enrolled("s1");
        Uplink first = link(member, Outbox.none());
        await().atMost(LIMIT).until(() -> centre.centre().linked("s1"));
        Heard heard = watch("s1", "gate");
        site.pictures("gate", 11, 2_000);
        await().atMost(LIMIT).until(() -> heard.units.size() >= 10);
        first.close();
        await().atMost(LIMIT).until(() -> heard.failedFor(FailureReason.NO_LINK));
        int before = heard.units.size();
        link(member, Outbox.none());
        await().atMost(LIMIT).until(() -> heard.units.size() > before);
        AccessUnit next = heard.units.get(before);
        assertThat(next.discontinuity()).isTrue();
        assertThat(next.randomAccess()).isTrue();
        assertThat(next.dtsTicks()).isGreaterThanOrEqualTo(heard.units.get(before - 1).dtsTicks());
    }

    @Test
    void aSiteCannotPushForAnotherOnesLease() throws Exception {
        site.camera("gate");
        linked("s1");
        Membership other = enrolled("s2");
        Heard heard = watch("s1", "gate");
        site.pictures("gate", 11, 2_000);
        await().atMost(LIMIT).until(() -> heard.units.size() >= 10);
        String refused = Intruder.push(other, 1);
        assertThat(refused).isEqualTo("NOT_FOUND: no such lease");
    }

    @Test
    void whoeverComesBackByWhatTlsRemembersIsKnownAndIsNotOnceRevoked() throws Exception {
        Intruder.Returning site = new Intruder.Returning(enrolled("s1"));
        for (int i = 0; i < 3; i++) {
            assertThat(site.probe()).isEqualTo("OK");
            assertThat(site.remembered()).isPositive();
        }
        centre.revoke("s1");
        assertThat(site.probe()).startsWith("UNAUTHENTICATED: the centre has revoked");
    }

    @Test
    void noCertificateNoWord() throws Exception {
        Invitation invitation = centre.invite("s1");
        assertThat(Intruder.controlWithoutCertificate(invitation))
                .startsWith("UNAUTHENTICATED: enrol first");
        assertThat(centre.refusals).hasSize(1);
    }
}
