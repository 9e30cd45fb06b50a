package org.haidang.server.demo;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.haidang.programme.connection.ConnectionRecord;
import org.haidang.programme.facility.CameraState;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.facility.ZoneSufficiency;
import org.haidang.server.audit.Actor;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.connection.CameraSteps;
import org.haidang.server.connection.Connections;
import org.haidang.server.facility.StepRefusedException;
import org.haidang.server.facility.ZoneCodes;
import org.haidang.server.facility.Zones;
import org.haidang.server.program.HaidangServer;

/**
 * Takes the facilities whose cameras play from the order to operating, by the same steps as people:
 * test, default passwords, picture, zone, acceptance, record. What is there already is left alone,
 * so a killed demo goes on where it was.
 */
final class DemoConnection {
    private static final System.Logger LOG = System.getLogger(DemoConnection.class.getName());

    /** A clip's first picture and the rounds that measure come within this. */
    private static final int MAX_WAITS = 360;

    private static final long WAIT_MS = 1_000;

    private final HaidangServer server;
    private final DemoProvince province;
    private final BooleanSupplier closed;

    DemoConnection(HaidangServer server, DemoProvince province, BooleanSupplier closed) {
        this.server = server;
        this.province = province;
        this.closed = closed;
    }

    /** Works through all of it on the calling thread; gives up, and says so, what does not come. */
    void run() {
        try {
            province.ordered().forEach(this::order);
            for (String facility : province.watched()) {
                prepare(facility);
            }
            for (String facility : province.watched()) {
                operate(facility);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            if (!closed.getAsBoolean()) {
                LOG.log(Level.WARNING, "the demo's facilities stay as far as they came", e);
            }
        }
    }

    private FacilityStage stage(String facility) {
        return server.programme().lives().facility(facility).state().stage();
    }

    private void order(String facility) {
        if (stage(facility) == FacilityStage.PLAN_APPROVED) {
            server.connections().order(facility, province.as("connection-engineer"));
        }
    }

    // ---- cameras

    private void prepare(String facility) throws IOException, InterruptedException {
        Connections connections = server.connections();
        order(facility);
        if (stage(facility) != FacilityStage.CONNECTING) {
            return;
        }
        ZoneSufficiency.Block block =
                server.programme().profiles().profile(facility).blocks().getFirst();
        List<Camera> cameras = connections.cameras(facility);
        waive(facility, cameras, block);
        for (Camera camera : cameras) {
            accept(camera, place(camera, block));
        }
    }

    private static ZonePlace place(Camera camera, ZoneSufficiency.Block block) {
        Zone zone = ZoneCodes.zone(camera.zone()).orElse(Zone.COMMON);
        return zone.rule() == Zone.Rule.EACH_FLOOR
                ? new ZonePlace(zone, block.name(), block.floors().getFirst())
                : new ZonePlace(zone, "", "");
    }

    /**
     * An invented facility has fewer cameras than a real one needs; somebody signs for the rest.
     */
    private void waive(String facility, List<Camera> cameras, ZoneSufficiency.Block block) {
        Actor signer = province.as("it-department");
        Zones zones = server.programme().zones();
        Set<ZonePlace> covered =
                cameras.stream().map(one -> place(one, block)).collect(Collectors.toSet());
        List<Zones.Need> open = new ArrayList<>(zones.picture(facility).needs());
        open.removeIf(need -> need.waiver() != null || covered.contains(need.place()));
        for (Zones.Need need : open) {
            zones.sign(
                    zones.waiver(
                            facility,
                            need.place(),
                            "Không dùng trong thời gian cách ly (dữ liệu minh họa).",
                            String.valueOf(signer.userId()),
                            String.valueOf(signer.person())));
        }
    }

    private void accept(Camera camera, ZonePlace place) throws IOException, InterruptedException {
        CameraSteps steps = server.connections().steps();
        Actor engineer = province.as("connection-engineer");
        if (state(camera) == CameraState.DECLARED) {
            await(() -> steps.test(camera, engineer, step -> {}) != null);
        }
        if (state(camera) == CameraState.IDENTIFIED) {
            var _ = steps.tryDefaultPasswords(camera, "", engineer, tried -> {});
        }
        if (state(camera) == CameraState.CREDENTIAL_OK) {
            await(() -> {
                steps.takePicture(camera, engineer);
                return true;
            });
        }
        if (state(camera) == CameraState.STREAM_OK) {
            steps.chooseZone(camera, place, engineer);
        }
        if (state(camera) == CameraState.ZONE_SET) {
            Actor department = province.as("it-department");
            String picture = steps.takePicture(camera, department).sha256();
            steps.judge(camera, picture, true, "", department);
        }
    }

    private CameraState state(Camera camera) {
        return server.programme().lives().camera(camera.id()).state();
    }

    // ---- facilities

    private void operate(String facility) throws IOException, InterruptedException {
        if (stage(facility) != FacilityStage.CONNECTING
                && stage(facility) != FacilityStage.CONNECTED) {
            return;
        }
        await(() -> stage(facility) == FacilityStage.CONNECTED);
        Connections connections = server.connections();
        Facility one = server.registry().facility(facility).orElseThrow();
        ConnectionRecord record =
                connections.records().ofFacility(facility).stream()
                        .map(kept -> kept.record())
                        .filter(kept -> kept.state() == ConnectionRecord.State.OPEN)
                        .findFirst()
                        .orElseGet(() ->
                                connections
                                        .records()
                                        .drawUp(
                                                connections.look(one),
                                                province.as("connection-engineer"))
                                        .record());
        record = sign(record, ConnectionRecord.Party.SITE, "focal-point");
        record = sign(record, ConnectionRecord.Party.OPERATOR, "connection-engineer");
        sign(record, ConnectionRecord.Party.DEPARTMENT, "it-department");
    }

    private ConnectionRecord sign(
            ConnectionRecord record, ConnectionRecord.Party party, String role) {
        return server.connections().records().sign(record, party, province.as(role));
    }

    /** Something that comes by itself once cameras play. */
    private interface Coming {
        boolean there() throws IOException, InterruptedException;
    }

    private void await(Coming coming) throws IOException, InterruptedException {
        for (int i = 0; i < MAX_WAITS && !closed.getAsBoolean(); i++) {
            try {
                if (coming.there()) {
                    return;
                }
            } catch (StepRefusedException notYet) {
                LOG.log(Level.DEBUG, "not yet: {0}", notYet.getMessage());
            }
            Thread.sleep(WAIT_MS);
        }
        throw new IllegalStateException("it did not come");
    }
}
