package org.haidang.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.haidang.uplink.ConnectProxy.Manner;
import org.haidang.uplink.site.DialException;
import org.haidang.uplink.site.Enrol;
import org.haidang.uplink.site.HttpProxy;
import org.haidang.uplink.site.LinkProbe;
import org.haidang.uplink.site.Outbox;
import org.haidang.uplink.site.Route;
import org.haidang.uplink.site.Trouble;
import org.haidang.uplink.site.Uplink;
import org.haidang.uplink.trust.Invitation;
import org.haidang.uplink.trust.Membership;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A site that reaches its centre through a proxy only. The centre's name is one that only the proxy
 * knows, so nothing here can have gone past it.
 */
class ProxyTest extends LinkRig {
    private static final String CENTRE = "trung-tam.invalid:9443";
    private static final HttpProxy.Login LOGIN = new HttpProxy.Login("trạm", "mật khẩu: #1");

    private ConnectProxy proxy;

    @BeforeEach
    void openProxy() {
        proxy = opened(new ConnectProxy());
        proxy.leads(CENTRE, centre.centre().port());
    }

    private Route through() {
        return new Route(proxy.with(null));
    }

    private Route through(HttpProxy.Login login) {
        return new Route(proxy.with(login));
    }

    private Invitation invitation() {
        Invitation straight = centre.invite("s1");
        return new Invitation(CENTRE, straight.authority(), straight.token(), straight.expiresAt());
    }

    private Membership enrolled(Route route) throws Exception {
        return Enrol.with(invitation(), "Cơ sở Thử", "test", Instant.now(), route);
    }

    private Uplink link(Membership member, Route route) {
        return link(member, route, Clock.systemUTC());
    }

    private Uplink link(Membership member, Route route, InstantSource clock) {
        return link(member, Outbox.none(), Protocol.SPOKEN, route, clock);
    }

    /** A link that the proxy's manner keeps from being there; what it says. */
    private String troubled(Route route, Trouble expected) throws Exception {
        Membership member = memberPastTheManner();
        Uplink link = link(member, route);
        await().atMost(LIMIT).until(() -> link.state().trouble() == expected);
        LinkProbe probe = new LinkProbe(member, route, Clock.systemUTC());
        LinkProbe.FailedException probed =
                catchThrowableOfType(LinkProbe.FailedException.class, probe::ask);
        assertThat(probed.trouble()).isEqualTo(expected);
        assertThat(probed.certifiedUntil()).isNull();
        DialException refused = catchThrowableOfType(DialException.class, () -> enrolled(route));
        assertThat(refused.trouble()).isEqualTo(expected);
        assertThat(refused).hasMessageContaining(CENTRE);
        assertThat(expected.atProxy()).isTrue();
        return link.state().why();
    }

    private Membership memberPastTheManner() throws Exception {
        Manner after = proxy.manner;
        HttpProxy.Login wanted = proxy.login;
        proxy.manner = Manner.TUNNEL;
        proxy.login = null;
        Membership member = enrolled(through());
        proxy.manner = after;
        proxy.login = wanted;
        return member;
    }

    // ------------------------------------------------------------------ it works

    private Heard watch() {
        Heard heard = new Heard();
        opened(centre.centre().source("s1", "gate", "main", heard)).start();
        return heard;
    }

    @Test
    void enrolmentControlAndPicturesGoThroughAProxyThatWantsAPassword() throws Exception {
        proxy.login = LOGIN;
        site.camera("gate");
        Membership member = enrolled(through(LOGIN));
        assertThat(proxy.tunnels).hasSize(1);
        Uplink link = link(member, through(LOGIN));
        await().atMost(LIMIT).until(() -> link.state().linked());
        assertThat(proxy.tunnels).hasSize(2);
        Heard heard = watch();
        site.pictures("gate", 11, 2_000);
        await().atMost(LIMIT).until(() -> heard.units.size() >= 10);
        assertThat(proxy.tunnels).hasSize(3).containsOnly(CENTRE);
    }

    @Test
    void aProbeGoesTheSameWay() throws Exception {
        Membership member = enrolled(through());
        int before = proxy.tunnels.size();
        LinkProbe probe = new LinkProbe(member, through(), Clock.systemUTC());
        assertThat(probe.resolve()).containsExactly(InetAddress.getByName("127.0.0.1"));
        probe.reach();
        assertThat(probe.ask().certifiedUntil()).isAfter(Instant.now());
        assertThat(proxy.tunnels).hasSize(before + 1);
    }

    @Test
    void theCertificateIsRenewedTheSameWay() throws Exception {
        Membership member = enrolled(through());
        // Two thirds of its ninety days are over.
        Uplink link = link(member, through(), () -> Instant.now().plus(Duration.ofDays(70)));
        await().atMost(LIMIT)
                .until(() -> !link.member().certificate().equals(member.certificate()));
        assertThat(proxy.tunnels).hasSize(2);
    }

    @Test
    void theLinkReturnsWithAProxyThatDied() throws Exception {
        site.camera("gate");
        Uplink link = link(enrolled(through()), through());
        await().atMost(LIMIT).until(() -> link.state().linked());
        Heard heard = watch();
        site.pictures("gate", 11, 2_000);
        await().atMost(LIMIT).until(() -> heard.units.size() >= 10);
        proxy.die();
        await().atMost(LIMIT).until(() -> link.state().trouble() == Trouble.PROXY_UNREACHABLE);
        proxy.comeBack();
        await().atMost(LIMIT).until(() -> link.state().linked());
        assertThat(link.state().trouble()).isEqualTo(Trouble.NONE);
        int before = heard.units.size();
        await().atMost(LIMIT)
                .until(() -> {
                    site.pictures("gate", 11, 2_000);
                    return heard.units.size() > before;
                });
    }

    // ------------------------------------------------------------------ it does not

    @Test
    void aProxyThatWantsAPasswordSaysWhichWay() throws Exception {
        proxy.login = LOGIN;
        assertThat(troubled(through(), Trouble.PROXY_LOGIN))
                .contains("407", "Basic, NTLM")
                .doesNotContain("\n");
    }

    @Test
    void aWrongPasswordIsNotRepeatedToAnybody() throws Exception {
        proxy.login = LOGIN;
        HttpProxy.Login wrong = new HttpProxy.Login("trạm", "sai mật khẩu");
        assertThat(troubled(through(wrong), Trouble.PROXY_LOGIN))
                .contains("407")
                .doesNotContain("sai mật khẩu", "trạm");
        assertThat(through(wrong).toString()).doesNotContain("sai mật khẩu");
    }

    @Test
    void aProxyThatRefusesTheCentreIsSaid() throws Exception {
        proxy.manner = Manner.REFUSE;
        assertThat(troubled(through(), Trouble.PROXY_REFUSES)).contains("403", "trung-tam.invalid");
    }

    @Test
    void aProxyThatDoesNotGetToTheCentreIsSaid() throws Exception {
        Membership member = enrolled(through());
        centre.close();
        Uplink link = link(member, through());
        await().atMost(LIMIT).until(() -> link.state().trouble() == Trouble.PROXY_CANNOT_REACH);
        assertThat(link.state().why()).contains("502");
    }

    @Test
    void aProxyThatIsNotThereIsSaid() throws Exception {
        // Not one that some connection could have: only root may listen there, and nobody does.
        Route route = new Route(new HttpProxy("127.0.0.1", 1, null));
        assertThat(troubled(route, Trouble.PROXY_UNREACHABLE)).contains("refused");
    }

    @Test
    void aProxyWithoutAnAddressIsSaid() throws Exception {
        Route route = new Route(new HttpProxy("proxy.invalid", 3128, null));
        assertThat(troubled(route, Trouble.PROXY_NAME_UNKNOWN)).contains("proxy.invalid");
    }

    /** As one does that inspects TLS: somebody else answers in the centre's place. */
    @Test
    void aProxyThatAnswersInTheCentresPlaceIsSaidWithItsName() throws Exception {
        Membership member = enrolled(through());
        FakeCentre other = opened(new FakeCentre(folder.resolve("other"), 0));
        proxy.leads(CENTRE, other.centre().port());
        Uplink link = link(member, through());
        await().atMost(LIMIT).until(() -> link.state().trouble() == Trouble.PROXY_INTERCEPTS);
        assertThat(link.state().why()).contains("who answers shows", "Hai Dang authority");
        DialException refused =
                catchThrowableOfType(DialException.class, () -> enrolled(through()));
        assertThat(refused.trouble()).isEqualTo(Trouble.PROXY_INTERCEPTS);
        assertThat(refused).hasMessageContaining("given by");
        assertThat(other.refusals).isEmpty();
    }

    @Test
    void aProxyThatCutsTlsIsSaid() throws Exception {
        proxy.manner = Manner.CUT_TLS;
        assertThat(troubled(through(), Trouble.PROXY_INTERCEPTS)).contains("before TLS stood");
    }

    /** Also what is no proxy at all. The silent one is given ten seconds. */
    @ParameterizedTest
    @EnumSource(names = {"HANG_UP", "SILENT"})
    void aProxyFromWhichNothingComesIsSaid(Manner manner) throws Exception {
        Membership member = enrolled(through());
        proxy.manner = manner;
        Uplink link = link(member, through());
        await().atMost(LIMIT).until(() -> link.state().trouble() == Trouble.PROXY_NO_ANSWER);
    }

    @Test
    void withoutAProxyNothingGoesThroughOne() throws IOException {
        DialException refused =
                catchThrowableOfType(DialException.class, () -> enrolled(Route.STRAIGHT));
        assertThat(refused.trouble()).isEqualTo(Trouble.NAME_UNKNOWN);
        assertThat(proxy.tunnels).isEmpty();
    }
}
