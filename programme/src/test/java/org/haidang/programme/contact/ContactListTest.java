package org.haidang.programme.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.haidang.programme.contact.ContactList.Done;
import org.haidang.programme.contact.ContactList.Entry;
import org.haidang.programme.contact.ContactList.Outcome;
import org.haidang.programme.contact.ContactList.Refused;
import org.haidang.programme.contact.HopStatus.Returned;
import org.haidang.programme.contact.HopStatus.Signed;
import org.haidang.programme.contact.HopStatus.Waiting;
import org.haidang.programme.vietnamese.PersonName;
import org.haidang.programme.vietnamese.Phone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContactListTest {

    private static final Instant T0 = Instant.parse("2021-05-11T01:00:00Z");
    private static final List<Entry> ONE = List.of(entry("58-001", "Nguyễn Văn Hòa"));
    private static final List<Entry> OTHER = List.of(entry("58-001", "Lê Thị Ánh"));

    @Test
    void d4EveryHopHasStatusTimeAndSignerOnTheWayToTheMinistry() {
        ContactList list = ContactList.draft(ONE);
        for (Hop hop : Hop.values()) {
            assertThat(list.status(hop)).isEqualTo(new Waiting());
            Instant at = T0.plusSeconds(hop.ordinal() * 3600L);
            list = done(list.sign(hop, at, "signer of " + hop));
            assertThat(list.status(hop)).isEqualTo(new Signed(at, "signer of " + hop));
        }
    }

    @ParameterizedTest
    @EnumSource(Hop.class)
    void d4AfterSubmittedOnlyANewVersion(Hop last) {
        ContactList list = ContactList.draft(ONE);
        for (int i = 0; i <= last.ordinal(); i++) {
            list = done(list.sign(Hop.values()[i], T0, "signer"));
        }
        assertThat(list.withEntries(OTHER)).isInstanceOf(Refused.class);
        ContactList next = done(list.nextVersion(OTHER));
        assertThat(next).isEqualTo(new ContactList(2, OTHER, List.of()));
        assertThat(list.entries()).isEqualTo(ONE);
    }

    @Test
    void changesADraftInPlace() {
        ContactList draft = ContactList.draft(ONE);
        assertThat(done(draft.withEntries(OTHER)).version()).isEqualTo(1);
        assertThat(draft.nextVersion(OTHER)).isInstanceOf(Refused.class);
    }

    @Test
    void letsNoStationBePassedOver() {
        for (int signed = 0; signed <= Hop.values().length; signed++) {
            ContactList list = ContactList.draft(ONE);
            for (int i = 0; i < signed; i++) {
                list = done(list.sign(Hop.values()[i], T0, "signer"));
            }
            for (Hop hop : Hop.values()) {
                Outcome outcome = list.sign(hop, T0, "signer");
                assertThat(outcome instanceof Done)
                        .as("%s after %d", hop, signed)
                        .isEqualTo(hop.ordinal() == signed);
            }
        }
    }

    @Test
    void sendsBackWithAReasonAndGoesNoFurther() {
        ContactList list = done(ContactList.draft(ONE).sign(Hop.FACILITY, T0, "Hòa"));
        ContactList back =
                done(list.sendBack(Hop.MILITARY_COMMAND, T0, "Bộ Chỉ huy Quân sự", "Sai số."));
        assertThat(back.status(Hop.MILITARY_COMMAND)).isInstanceOf(Returned.class);
        assertThat(back.sign(Hop.DEPARTMENT, T0, "Sở")).isInstanceOf(Refused.class);
        assertThat(done(back.nextVersion(OTHER)).version()).isEqualTo(2);
        assertThat(list.sendBack(Hop.FACILITY, T0, "x", "y")).isInstanceOf(Refused.class);
    }

    @Test
    void refusesASignatureOlderThanTheOneBefore() {
        ContactList list = done(ContactList.draft(ONE).sign(Hop.FACILITY, T0, "Hòa"));
        assertThat(list.sign(Hop.MILITARY_COMMAND, T0.minusSeconds(1), "QS"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void refusesToSignAnEmptyListAndAFacilityNamedTwice() {
        assertThat(ContactList.draft(List.of()).sign(Hop.FACILITY, T0, "Hòa"))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> ContactList.draft(List.of(ONE.getFirst(), OTHER.getFirst())))
                .hasMessageContaining("58-001");
    }

    @Test
    void d4TheListsOfSingleFacilitiesBecomeOneThatTheyHaveSigned() {
        Instant later = T0.plusSeconds(3600);
        ContactList list =
                done(
                        ContactList.consolidated(
                                3,
                                List.of(
                                        sent("58-001", "Nguyễn Văn Hòa", T0),
                                        sent("58-002", "Phạm Thị Sen", later),
                                        sent("58-001", "Lê Thị Ánh", T0.plusSeconds(60)))));
        assertThat(list.version()).isEqualTo(3);
        assertThat(list.entries())
                .extracting(Entry::facility, e -> e.contact().fullName().full())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("58-001", "Lê Thị Ánh"),
                        org.assertj.core.groups.Tuple.tuple("58-002", "Phạm Thị Sen"));
        assertThat(list.status(Hop.FACILITY)).isEqualTo(new Signed(later, "Phạm Thị Sen"));
        assertThat(list.turn()).contains(Hop.MILITARY_COMMAND);
        assertThat(list.sign(Hop.MILITARY_COMMAND, T0, "Bộ Chỉ huy")).isInstanceOf(Refused.class);
        assertThat(list.withEntries(OTHER)).isInstanceOf(Refused.class);
    }

    @Test
    void consolidatesNothingWhereNothingWasSent() {
        assertThat(ContactList.consolidated(1, List.of())).isInstanceOf(Refused.class);
    }

    @Test
    void itIsNobodysTurnOnceItWasSentBackOrHasArrived() {
        ContactList list = ContactList.draft(ONE);
        assertThat(list.turn()).contains(Hop.FACILITY);
        list = done(list.sign(Hop.FACILITY, T0, "Hòa"));
        assertThat(done(list.sendBack(Hop.MILITARY_COMMAND, T0, "Bộ", "Sai số.")).turn()).isEmpty();
        for (Hop hop : List.of(Hop.MILITARY_COMMAND, Hop.DEPARTMENT, Hop.MINISTRY)) {
            list = done(list.sign(hop, T0, "signer"));
        }
        assertThat(list.turn()).isEmpty();
    }

    private static ContactList.Submission sent(String facility, String name, Instant at) {
        return new ContactList.Submission(entry(facility, name), new Signed(at, name));
    }

    private static ContactList done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Done.class);
        return ((Done) outcome).list();
    }

    private static Entry entry(String facility, String name) {
        return new Entry(
                facility,
                new Contact(
                        new PersonName(name),
                        "Trưởng khu",
                        List.of(new Phone.Line("+84912345678", "")),
                        new EmailAddress("khu1@ninhthuan.gov.vn")));
    }
}
