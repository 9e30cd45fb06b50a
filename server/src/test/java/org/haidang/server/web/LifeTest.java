package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.haidang.programme.contact.Contact;
import org.haidang.programme.contact.EmailAddress;
import org.haidang.programme.facility.FacilityEvidence;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.vietnamese.PersonName;
import org.haidang.programme.vietnamese.Phone;
import org.haidang.server.audit.Actor;
import org.haidang.server.facility.Lives;
import org.haidang.server.facility.StepRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Stages of facilities through the interface, across a restart. */
class LifeTest {
    private static final Actor LAN = new Actor("u1", "Lê Thị Lan", null, "127.0.0.1", null);
    private static final FacilityEvidence CONTACT =
            new FacilityEvidence.ContactNominated(
                    new Contact(
                            new PersonName("Trần Văn Bình"),
                            "Trưởng cơ sở",
                            List.of(new Phone.Line("+84912345678", "")),
                            new EmailAddress("binh@example.vn")));

    @TempDir Path folder;

    @Test
    void aStepIsKeptWithWhoTookItAndOnWhatEvidence() {
        String id;
        try (TestServer server = TestServer.withAdministrator(folder)) {
            id = server.server.registry().addFacility("Trường A", "").id();
            Lives lives = server.server.programme().lives();
            lives.advance(id, FacilityStage.CONTACT_NAMED, LAN, CONTACT);
        }
        try (TestServer server = TestServer.withAdministrator(folder)) {
            TestClient client = server.loggedIn();
            JsonNode life = client.get("facilities/" + id + "/life").json();
            assertThat(life.get("stage").stringValue()).isEqualTo("CONTACT_NAMED");
            assertThat(life.get("steps")).hasSize(1);
            JsonNode step = life.get("steps").get(0);
            assertThat(step.get("actor").stringValue()).isEqualTo("Lê Thị Lan");
            assertThat(step.get("byPerson").booleanValue()).isTrue();
            assertThat(step.get("evidence").stringValue()).isEqualTo("ContactNominated");
            assertThat(client.get("audit?kind=facility-stage").text()).contains("Lê Thị Lan");
        }
    }

    @Test
    void aStepWithoutItsEvidenceIsRefusedAndNothingIsKept() {
        TestServer server = TestServer.shared();
        String id = server.server.registry().addFacility("Trường B", "").id();
        Lives lives = server.server.programme().lives();
        assertThatThrownBy(() -> lives.advance(id, FacilityStage.SURVEYED, LAN, CONTACT))
                .isInstanceOf(StepRefusedException.class);
        assertThat(lives.facility(id).state().stage()).isEqualTo(FacilityStage.REGISTERED);
        assertThat(lives.facilitySteps(id)).isEmpty();
    }
}
