package org.haidang.programme.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.haidang.programme.connection.ConnectionRecord.Done;
import org.haidang.programme.connection.ConnectionRecord.Outcome;
import org.haidang.programme.connection.ConnectionRecord.Party;
import org.haidang.programme.connection.ConnectionRecord.Refused;
import org.haidang.programme.connection.ConnectionRecord.Signature;
import org.haidang.programme.connection.ConnectionRecord.State;
import org.haidang.programme.connection.ConnectionRecord.Withdrawal;
import org.haidang.programme.facility.ConnectionFacts.Credential;
import org.haidang.programme.facility.FacilityConnection;
import org.haidang.programme.facility.FacilityEvidence.AcceptanceSigned;
import org.haidang.programme.facility.ZoneSufficiency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectionRecordTest {

    private static final ZoneSufficiency ENOUGH = new ZoneSufficiency.Enough();

    @Test
    void closesWhenSiteOperatorAndDepartmentHaveSigned() {
        ConnectionRecord record = open();
        assertThat(record.state()).isEqualTo(State.OPEN);
        assertThat(record.evidence()).isEmpty();
        record = done(record.sign(by(Party.OPERATOR, "u1")));
        record = done(record.sign(by(Party.SITE, "u2")));
        assertThat(record.evidence()).isEmpty();
        record = done(record.sign(by(Party.DEPARTMENT, "u3")));
        assertThat(record.state()).isEqualTo(State.CLOSED);
        assertThat(record.evidence()).contains(new AcceptanceSigned("BB-1"));
    }

    @ParameterizedTest
    @EnumSource(Party.class)
    void changesNoMoreOnceItIsClosedOrWithdrawn(Party party) {
        ConnectionRecord withdrawn = done(open().withdraw(withdrawal()));
        for (ConnectionRecord record : List.of(closed(), withdrawn)) {
            assertThat(record.sign(by(party, "u9"))).isInstanceOf(Refused.class);
            assertThat(record.withdraw(withdrawal())).isInstanceOf(Refused.class);
        }
        assertThat(withdrawn.state()).isEqualTo(State.WITHDRAWN);
        assertThat(withdrawn.evidence()).isEmpty();
    }

    @Test
    void d9NobodySignsWhatTheMeasurementsDeny() {
        ConnectionRecord weak =
                Given.record(Given.facts(Credential.DEFAULT_REFUSED, Duration.ofHours(22)), ENOUGH);
        ConnectionRecord defaulted =
                Given.record(
                        Given.facts(Credential.DEFAULT_ACCEPTED, Duration.ofHours(24)), ENOUGH);
        ConnectionRecord few =
                Given.record(Given.good(), new ZoneSufficiency.Missing(List.of(Given.GATE)));
        for (ConnectionRecord record : List.of(weak, defaulted, few)) {
            assertThat(record.verdict()).isInstanceOf(FacilityConnection.NotConnected.class);
            for (Party party : Party.values()) {
                assertThat(record.sign(by(party, "u1"))).isInstanceOf(Refused.class);
            }
            assertThat(record.withdraw(withdrawal())).isInstanceOf(Done.class);
        }
    }

    @Test
    void letsTheDepartmentSignLast() {
        assertThat(open().sign(by(Party.DEPARTMENT, "u3")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.reason().vietnamese())
                                        .contains("Đại diện cơ sở, Đại diện VNPT"));
        ConnectionRecord one = done(open().sign(by(Party.SITE, "u1")));
        assertThat(one.sign(by(Party.DEPARTMENT, "u3"))).isInstanceOf(Refused.class);
    }

    @Test
    void refusesASecondSignatureOfAPartyAndOnePersonForTwo() {
        ConnectionRecord one = done(open().sign(by(Party.SITE, "u1")));
        assertThat(one.sign(by(Party.SITE, "u2"))).isInstanceOf(Refused.class);
        assertThat(one.sign(by(Party.OPERATOR, "u1"))).isInstanceOf(Refused.class);
    }

    @Test
    void refusesASignatureBeforeTheRecord() {
        Instant early = Given.NOW.minusSeconds(1);
        assertThat(open().sign(new Signature(Party.SITE, "u1", "Hòa", early)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void hasAPictureForEachAcceptance() {
        assertThatThrownBy(() ->
                        new ConnectionRecord.RecordedCamera(
                                "gate-1", "Cổng", Given.GATE, "", "", Given.good()))
                .hasMessageContaining("gate-1");
    }

    private static ConnectionRecord open() {
        return Given.record(Given.good(), ENOUGH);
    }

    private static ConnectionRecord closed() {
        ConnectionRecord record = open();
        for (Party party : Party.values()) {
            record = done(record.sign(by(party, "u" + party.ordinal())));
        }
        return record;
    }

    private static Signature by(Party party, String person) {
        return new Signature(party, person, "Người ký " + person, Given.NOW.plusSeconds(60));
    }

    private static Withdrawal withdrawal() {
        return new Withdrawal("u1", "Hòa", Given.NOW.plusSeconds(90), "Đo lại.");
    }

    private static ConnectionRecord done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Done.class);
        return ((Done) outcome).record();
    }
}
