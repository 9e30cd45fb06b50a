package org.haidang.server.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.haidang.media.rtsp.Transport;
import org.haidang.media.rtsp.net.ReadMode;
import org.haidang.media.rtsp.net.RtspStats;
import org.haidang.media.source.FailureReason;
import org.haidang.media.source.SourceListener;
import org.haidang.media.source.SourceState;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Codec;
import org.haidang.media.track.Track;
import org.haidang.media.track.VideoFormat;
import org.haidang.programme.connection.ConnectionRecord;
import org.haidang.programme.connection.ConnectionRecord.Party;
import org.haidang.programme.contact.Contact;
import org.haidang.programme.contact.EmailAddress;
import org.haidang.programme.facility.CameraState;
import org.haidang.programme.facility.ConnectionFacts.Credential;
import org.haidang.programme.facility.FacilityConnection;
import org.haidang.programme.facility.FacilityEvidence;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.facility.ZoneSufficiency;
import org.haidang.programme.plan.PlanTemplate;
import org.haidang.programme.plan.SiteParameters;
import org.haidang.programme.vietnamese.PersonName;
import org.haidang.programme.vietnamese.Phone;
import org.haidang.server.audit.Actor;
import org.haidang.server.camera.CameraInput;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.connection.Connections.FacilityLook;
import org.haidang.server.connection.store.RecordStore.Kept;
import org.haidang.server.engine.CameraSource;
import org.haidang.server.facility.Lives;
import org.haidang.server.facility.ProfileInput;
import org.haidang.server.facility.Profiles;
import org.haidang.server.facility.StepRefusedException;
import org.haidang.server.facility.Zones;
import org.haidang.server.plan.Plans;
import org.haidang.server.probe.CameraProbe;
import org.haidang.server.program.HaidangServer;
import org.haidang.server.settings.SettingsReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One camera of a real server, from the order to operating, lost and back (D9). The day of pictures
 * is left out by the setting for it; everything else is measured.
 */
class OperatingTest {
    private static final String OWN_PASSWORD = "hoa giay do ben song";
    private static final Actor DEPARTMENT = person("u1", "Trần Văn Bình");
    private static final Actor CHAIRMAN = person("u2", "Lê Thị Ánh");
    private static final Actor ENGINEER = person("u3", "Phạm Văn Cường");
    private static final Actor FOCAL = person("u4", "Nguyễn Văn Hòa");

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private HaidangServer server;

    @SuppressWarnings("NullAway.Init")
    private Connections connections;

    @SuppressWarnings("NullAway.Init")
    private ConnectionRounds rounds;

    @SuppressWarnings("NullAway.Init")
    private Facility facility;

    @SuppressWarnings("NullAway.Init")
    private Camera camera;

    @SuppressWarnings("NullAway.Init")
    private volatile Fake source;

    private static Actor person(String id, String name) {
        return new Actor(id, name, null, "127.0.0.1", null);
    }

    @BeforeEach
    void start() throws Exception {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        server =
                HaidangServer.open(
                        SettingsReader.read(
                                null,
                                Map.of(),
                                Map.of(
                                        "data", folder.resolve("data").toString(),
                                        "http.bind", "127.0.0.1",
                                        "http.port", "0",
                                        "tls.mode", "off",
                                        "archive.minFreeGiB", "0",
                                        "archive.minFreePercent", "0",
                                        "programme.availabilityPercent", "0")),
                        (config, listener) -> {
                            source = new Fake(listener);
                            return source;
                        });
        server.startRecording();
        server.startWeb(
                (format, picture, width) ->
                        CompletableFuture.completedFuture(new byte[] {(byte) 0xff, (byte) 0xd8}),
                OperatingTest::probe);
        connections = server.connections();
        rounds = new ConnectionRounds(connections);
        facility = server.registry().addFacility("Trường Chu Văn An", "");
        connect();
    }

    @AfterEach
    void stop() {
        rounds.close();
        server.close();
    }

    private static CameraProbe.@Nullable Found probe(
            CameraProbe.Target target, java.util.function.Consumer<CameraProbe.Step> steps) {
        if (!OWN_PASSWORD.equals(target.password())) {
            steps.accept(new CameraProbe.Step("login", 1, FailureReason.AUTHENTICATION));
            return null;
        }
        return new CameraProbe.Found(Fake.VIDEO, null, 25, 1_000, null);
    }

    /** What recording needs, and one block with one floor. */
    private void papers(String id) {
        Profiles profiles = server.programme().profiles();
        profiles.put(
                FOCAL,
                List.of(
                        profiles.judged(
                                id,
                                new ProfileInput(
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        List.of(new ZoneSufficiency.Block("A", List.of("1"))),
                                        "Phòng, chống dịch",
                                        "Công văn 1407/BTTTT-CVT",
                                        "Sở Y tế",
                                        28,
                                        null))));
    }

    /** From the register to the accepted picture. */
    private void connect() throws Exception {
        Lives lives = server.programme().lives();
        String id = facility.id();
        papers(id);
        lives.advance(
                id,
                FacilityStage.CONTACT_NAMED,
                FOCAL,
                new FacilityEvidence.ContactNominated(
                        new Contact(
                                new PersonName("Nguyễn Văn Hòa"),
                                "Trưởng khu",
                                List.of(new Phone.Line("+84912345678", "")),
                                new EmailAddress("hoa@example.vn"))));
        lives.advance(
                id, FacilityStage.SURVEYED, DEPARTMENT, new FacilityEvidence.SurveySigned("KS-1"));
        lives.advance(
                id, FacilityStage.ELIGIBLE, DEPARTMENT, new FacilityEvidence.FoundEligible("KS-1"));
        Plans plans = server.programme().plans();
        plans.begin(DEPARTMENT);
        plans.putSite(
                1,
                SiteParameters.asTemplate(
                        id, 1, PlanTemplate.standard(), LocalDate.of(2021, 5, 12), "VNPT"),
                DEPARTMENT);
        plans.propose(1, DEPARTMENT);
        plans.approve(1, CHAIRMAN);
        connections.order(id, ENGINEER);
        camera =
                server.registry()
                        .add(
                                CameraInput.of(id, "Cổng", "rtsp://10.9.8.7/cong")
                                        .login("vnpt", OWN_PASSWORD));
        CameraSteps steps = connections.steps();
        steps.test(camera, ENGINEER, step -> {});
        assertThat(steps.tryDefaultPasswords(camera, "Dahua", ENGINEER, tried -> {}))
                .isEqualTo(Credential.DEFAULT_REFUSED);
        source.pictures();
        CameraSteps.Taken taken = steps.takePicture(camera, ENGINEER);
        steps.chooseZone(camera, new ZonePlace(Zone.GATE, "", ""), ENGINEER);
        camera = server.registry().camera(camera.id()).orElseThrow();
        steps.judge(camera, taken.sha256(), true, "", DEPARTMENT);
    }

    @Test
    void d9OperatesOnlyByProofAndSignaturesAndIsLostAndFoundByMeasurementsAlone() throws Exception {
        assertThat(stage()).isEqualTo(FacilityStage.CONNECTING);
        waive();
        rounds.round();
        assertThat(stage()).isEqualTo(FacilityStage.CONNECTED);
        assertThat(server.programme().lives().camera(camera.id()).state())
                .isEqualTo(CameraState.CONNECTED);

        ConnectionRecord record = drawUp().record();
        assertThat(record.verdict()).isInstanceOf(FacilityConnection.Connected.class);
        assertThatThrownBy(() -> sign(record, Party.DEPARTMENT, DEPARTMENT))
                .isInstanceOf(StepRefusedException.class);
        sign(record, Party.SITE, FOCAL);
        sign(record, Party.OPERATOR, ENGINEER);
        rounds.round();
        assertThat(stage()).isEqualTo(FacilityStage.CONNECTED);
        sign(record, Party.DEPARTMENT, DEPARTMENT);
        assertThat(stage()).isEqualTo(FacilityStage.OPERATING);

        source.fails();
        rounds.round();
        assertThat(stage()).as("once is no failure").isEqualTo(FacilityStage.OPERATING);
        rounds.round();
        assertThat(stage()).isEqualTo(FacilityStage.LOST);
        assertThat(look().whyNot().orElseThrow().sentence().english()).contains("link is down");

        source.pictures();
        rounds.round();
        assertThat(stage()).isEqualTo(FacilityStage.OPERATING);
    }

    @Test
    void d9ConnectsNothingWhileAZoneLacksACamera() throws Exception {
        rounds.round();
        assertThat(stage()).isEqualTo(FacilityStage.CONNECTING);
        assertThat(look().missing()).hasSize(9);
        assertThat(look().whyNot().orElseThrow().sentence().vietnamese())
                .startsWith("Chưa đủ camera: thiếu Hành lang");
    }

    @Test
    void keepsARecordAsItWasDrawnUp() {
        Kept drawn = drawUp();
        assertThat(connections.records().byId(drawn.record().id())).contains(drawn);
        assertThat(connections.records().ofFacility(facility.id())).containsExactly(drawn);
    }

    @Test
    void remembersWhatWasFoundAndAcceptedAcrossARestart() throws IOException {
        FacilityLook before = look();
        Connections again = new Connections(connections.parts());
        FacilityLook after = again.look(facility);
        assertThat(after.cameras().getFirst().path()).isEqualTo(before.cameras().getFirst().path());
        String sha256 = after.cameras().getFirst().pictureSha256();
        assertThat(again.steps().picture(camera, sha256)).isPresent();
    }

    /** Every place of the one floor but the gate needs no camera. */
    private void waive() {
        Zones zones = server.programme().zones();
        look().missing()
                .forEach(place ->
                        zones.sign(
                                zones.waiver(
                                        facility.id(), place, "Không có.", "u1", "Trần Văn Bình")));
    }

    private Kept drawUp() {
        return connections.records().drawUp(look(), ENGINEER);
    }

    private void sign(ConnectionRecord drawn, Party party, Actor by) {
        ConnectionRecord now = connections.records().byId(drawn.id()).orElseThrow().record();
        connections.records().sign(now, party, by);
    }

    private FacilityLook look() {
        return connections.look(facility);
    }

    private FacilityStage stage() {
        return server.programme().lives().facility(facility.id()).state().stage();
    }

    /** A camera that the test drives. */
    private static final class Fake implements CameraSource {
        /** A baseline stream of 320 x 240. */
        static final VideoFormat VIDEO =
                new VideoFormat(
                        Codec.H264,
                        List.of(
                                HexFormat.of()
                                        .parseHex("6742c00dd90507ec04400000030040000007a3c50a92"),
                                HexFormat.of().parseHex("68ce3c80")),
                        320,
                        240,
                        "avc1.42c00d",
                        0);

        private final SourceListener listener;
        private long dts;

        Fake(SourceListener listener) {
            this.listener = listener;
        }

        @Override
        public void start() {
            listener.onState(new SourceState.Connecting(1));
        }

        void pictures() {
            listener.onState(new SourceState.Live(nowUs()));
            listener.onTracks(List.of(new Track(1, VIDEO, 90_000)));
            for (int i = 0; i < 3; i++) {
                byte[] data = ByteBuffer.allocate(100).putInt(96).put((byte) 0x65).array();
                listener.onAccessUnit(
                        new AccessUnit(1, dts, dts, nowUs(), true, false, false, data));
                dts += 3_600;
            }
            listener.onBatchEnd();
        }

        void fails() {
            listener.onState(
                    new SourceState.Failed(
                            FailureReason.UNREACHABLE, "said the test", 1, nowUs() + 60_000_000));
        }

        private static long nowUs() {
            return System.currentTimeMillis() * 1_000;
        }

        @Override
        public void readMode(ReadMode mode) {}

        @Override
        public RtspStats stats() {
            return new RtspStats(0, 0, 0, 0, 0, 0, 0, Transport.TCP, 0, 0, 0, 0, 0, 0L);
        }

        @Override
        public CompletableFuture<Void> closeAsync() {
            listener.onState(new SourceState.Stopped());
            return CompletableFuture.completedFuture(null);
        }
    }
}
