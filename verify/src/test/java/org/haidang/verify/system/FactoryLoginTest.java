package org.haidang.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haidang.benchmark.program.Farm;
import org.haidang.media.rtsp.Credentials;
import org.haidang.media.rtsp.net.AddressRules;
import org.haidang.onvif.OnvifException;
import org.haidang.onvif.discovery.AddressRange;
import org.haidang.onvif.discovery.FoundDevice;
import org.haidang.programme.contact.Contact;
import org.haidang.programme.contact.EmailAddress;
import org.haidang.programme.facility.ConnectionFacts.Credential;
import org.haidang.programme.facility.FacilityEvidence;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.plan.PlanTemplate;
import org.haidang.programme.plan.SiteParameters;
import org.haidang.programme.vietnamese.PersonName;
import org.haidang.programme.vietnamese.Phone;
import org.haidang.server.audit.Actor;
import org.haidang.server.camera.CameraInput;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.connection.CameraSteps;
import org.haidang.server.connection.Connections;
import org.haidang.server.device.Devices;
import org.haidang.server.device.Examined;
import org.haidang.server.facility.Lives;
import org.haidang.server.facility.StepRefusedException;
import org.haidang.server.plan.Plans;
import org.haidang.server.program.HaidangServer;
import org.haidang.server.program.Parts;
import org.haidang.server.settings.Settings;
import org.haidang.server.settings.SettingsReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A device that was left with its maker's login is found and not accepted, and nobody of ours
 * guesses: how many logins came, and with which names, the devices themselves tell.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class FactoryLoginTest {
    private static final Actor LAN = new Actor("u1", "Lê Thị Lan", null, "127.0.0.1", null);
    private static final Actor CHAIRMAN =
            new Actor("u2", "Nguyễn Văn Chủ", null, "127.0.0.1", null);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** What the farm's second device was left with. */
    private static final String FACTORY_NAME = "admin";

    private static final String FACTORY_PASSWORD = "12345";

    @TempDir static Path folder;

    private final String network = Farm.newNetwork();
    private Farm farm;
    private HaidangServer server;
    private Parts parts;
    private String facility;

    @BeforeAll
    void start() {
        farm =
                Farm.demo(
                        folder,
                        "--cameras",
                        "2",
                        "--onvif",
                        network,
                        "--onvif-default-password",
                        "2");
        Settings settings =
                SettingsReader.read(
                        null,
                        Map.of(),
                        Map.of(
                                "data",
                                folder.resolve("data").toString(),
                                "http.bind",
                                "127.0.0.1",
                                "http.port",
                                "0",
                                "tls.mode",
                                "off",
                                "cameras.allowLocalCameras",
                                "true"));
        server = HaidangServer.open(settings);
        parts = Parts.start(settings);
        server.startRecording();
        server.startWeb(parts.decoder(), parts.probe());
        facility = connecting();
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
        if (parts != null) {
            parts.close();
        }
        if (farm != null) {
            farm.close();
        }
    }

    /** A facility that was surveyed, planned and ordered to be connected. */
    private String connecting() {
        String id = server.registry().addFacility("Khu cách ly Hoà Vang", "").id();
        Lives lives = server.programme().lives();
        Contact contact =
                new Contact(
                        new PersonName("Trần Văn Bình"),
                        "Trưởng cơ sở",
                        List.of(new Phone.Line("+84912345678", "")),
                        new EmailAddress("binh@example.vn"));
        lives.advance(
                id,
                FacilityStage.CONTACT_NAMED,
                LAN,
                new FacilityEvidence.ContactNominated(contact));
        lives.advance(id, FacilityStage.SURVEYED, LAN, new FacilityEvidence.SurveySigned("KS"));
        lives.advance(id, FacilityStage.ELIGIBLE, LAN, new FacilityEvidence.FoundEligible("KS"));
        Plans plans = server.programme().plans();
        int version = plans.begin(LAN).version();
        PlanTemplate template = PlanTemplate.standard();
        plans.putSites(
                version,
                List.of(
                        new SiteParameters(
                                id,
                                2,
                                template.main().kbps(),
                                template.sub().kbps(),
                                template.recording(),
                                template.retentionDays(),
                                template.link(),
                                20_000,
                                LocalDate.of(2026, 11, 28),
                                "VNPT Ninh Thuận",
                                Map.of())),
                LAN);
        plans.propose(version, LAN);
        plans.approve(version, CHAIRMAN);
        server.connections().order(id, LAN);
        return id;
    }

    private Camera add(String name, int device, String username, String password) {
        Farm.Camera played = TurningHead.at(farm.devices().get(device), farm.cameras().get(device));
        return server.registry()
                .add(
                        CameraInput.of(facility, name, played.main())
                                .in("gate")
                                .login(username, password)
                                .recording(false, false));
    }

    private JsonNode logins(int device) {
        return farm.device(farm.devices().get(device));
    }

    private static List<String> usernames(JsonNode device) {
        return device.get("usernames").valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void findingAndAskingWithoutALoginTriesNone() throws Exception {
        Devices devices =
                new Devices(AddressRules.any(), InstantSource.system(), new SecureRandom());
        List<FoundDevice> found = new ArrayList<>();
        devices.search(AddressRange.parse(network + ".1-2"), false, found::add);
        assertThat(found).hasSize(2);
        long before = logins(1).get("loginsTried").asLong();
        assertThatThrownBy(() -> devices.examine(URI.create(farm.devices().get(1).service()), null))
                .isInstanceOf(OnvifException.class);
        assertThat(logins(1).get("loginsTried").asLong()).isEqualTo(before);
        // The person at the desk types what stands on the device's box.
        Examined examined =
                devices.examine(
                        URI.create(farm.devices().get(1).service()),
                        new Credentials(FACTORY_NAME, FACTORY_PASSWORD));
        assertThat(examined.channels()).hasSize(1);
    }

    @Test
    void aFactoryLoginIsFoundAndNotAccepted() throws Exception {
        Camera camera = add("Cổng sau", 1, FACTORY_NAME, FACTORY_PASSWORD);
        Connections connections = server.connections();
        CameraSteps steps = connections.steps();
        assertThat(steps.test(camera, LAN, _ -> {})).isNotNull();
        assertThat(steps.tryDefaultPasswords(camera, "", LAN, _ -> {}))
                .isEqualTo(Credential.DEFAULT_ACCEPTED);
        assertThatThrownBy(() -> steps.takePicture(camera, LAN))
                .isInstanceOfSatisfying(
                        StepRefusedException.class,
                        refused -> {
                            System.out.println("refused: " + refused.sentence());
                            assertThat(refused.sentence().toString())
                                    .contains("mật khẩu mặc định", "default password");
                        });
        JsonNode device = logins(1);
        System.out.println("factory device: " + device);
        assertThat(usernames(device)).containsOnly(FACTORY_NAME);
        assertThat(device.get("loginsRefused").asLong()).isZero();
    }

    @Test
    void aGuardedCameraHearsGuessesOnlyWhenAPersonAsksForThem() throws Exception {
        Camera camera = add("Cổng trước", 0, Farm.USERNAME, Farm.PASSWORD);
        CameraSteps steps = server.connections().steps();
        assertThat(steps.test(camera, LAN, _ -> {})).isNotNull();
        await().atMost(LIMIT).until(() -> logins(0).get("loginsTried").asLong() > 1);
        assertThat(logins(0).get("loginsRefused").asLong()).isZero();
        assertThat(usernames(logins(0))).containsOnly(Farm.USERNAME);

        List<CameraSteps.Tried> tried = new ArrayList<>();
        assertThat(steps.tryDefaultPasswords(camera, "", LAN, tried::add))
                .isEqualTo(Credential.DEFAULT_REFUSED);
        long guesses = tried.stream().filter(one -> !one.username().isEmpty()).count();
        JsonNode device = logins(0);
        System.out.println("guarded device: " + device);
        assertThat(guesses).isPositive();
        assertThat(device.get("loginsRefused").asLong()).isEqualTo(guesses);
        assertThatThrownBy(() -> steps.tryDefaultPasswords(camera, "", LAN, _ -> {}))
                .as("once more would lock it")
                .isInstanceOf(StepRefusedException.class);
        assertThat(logins(0).get("loginsRefused").asLong()).isEqualTo(guesses);
    }
}
