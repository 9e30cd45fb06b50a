package org.haidang.server.connection;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.haidang.programme.connection.FacilityRound;
import org.haidang.programme.facility.CameraConnection;
import org.haidang.programme.facility.CameraEvidence;
import org.haidang.programme.facility.CameraState;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.server.audit.Actor;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.connection.Connections.CameraLook;
import org.haidang.server.connection.Connections.FacilityLook;
import org.haidang.server.facility.Lives;
import org.haidang.server.facility.StepRefusedException;

/**
 * Every minute: measures what is due at the cameras of facilities that are being connected or run,
 * and moves cameras and facilities by what was measured. A worse state has to be seen in two rounds
 * in a row, for a picture that is late once is no failure; and nothing gets worse by it before each
 * camera was tried since the start, for a restart is none either.
 */
public final class ConnectionRounds implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ConnectionRounds.class.getName());
    private static final long EVERY_SECONDS = 60;

    /** A round ends before the next begins; who was not measured in time is the first then. */
    private static final long LIMIT_SECONDS = 50;

    /** Decoding and joining at once: more would make viewers wait. */
    private static final int AT_ONCE = 8;

    private final Connections connections;
    private final Lives lives;
    private final Map<String, Object> worseOnce = new HashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("connection-rounds").factory());
    private final ExecutorService measuring = Executors.newVirtualThreadPerTaskExecutor();

    public ConnectionRounds(Connections connections) {
        this.connections = connections;
        this.lives = connections.parts().lives();
    }

    /** Begins the rounds. */
    public ConnectionRounds start() {
        var _ =
                timer.scheduleWithFixedDelay(
                        this::safely, EVERY_SECONDS / 6, EVERY_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    private void safely() {
        try {
            round();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a round of measuring connections failed", e);
        }
    }

    /** One round; waits for the measurements. */
    public synchronized void round() throws InterruptedException {
        List<Facility> facilities =
                connections.parts().registry().facilities().stream()
                        .filter(facility -> connections.takesPart(facility.id()))
                        .toList();
        List<Camera> cameras = new ArrayList<>();
        facilities.forEach(facility -> cameras.addAll(connections.cameras(facility.id())));
        measure(cameras);
        for (Facility facility : facilities) {
            try {
                move(facility);
            } catch (StepRefusedException e) {
                // Somebody moved it while it was measured; the next round sees where it is.
                LOG.log(Level.INFO, "facility {0} stays: {1}", facility.id(), e.getMessage());
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "facility " + facility.id() + " could not be judged", e);
            }
        }
    }

    private void measure(List<Camera> cameras) throws InterruptedException {
        Semaphore atOnce = new Semaphore(AT_ONCE);
        List<Callable<Void>> work = new ArrayList<>();
        for (Camera camera : cameras) {
            work.add(() -> {
                atOnce.acquire();
                try {
                    connections.measurements().measure(camera);
                } catch (RuntimeException e) {
                    LOG.log(Level.WARNING, "camera " + camera.id() + " was not measured", e);
                } finally {
                    atOnce.release();
                }
                return null;
            });
        }
        measuring.invokeAll(work, LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private void move(Facility facility) {
        FacilityLook look = connections.look(facility);
        look.cameras().forEach(this::move);
        int pictures = 0;
        boolean allTried = true;
        for (CameraLook camera : look.cameras()) {
            pictures += connections.measurements().givesPictures(camera.camera()) ? 1 : 0;
            allTried &= connections.measurements().tried(camera.camera());
        }
        String log =
                "round "
                        + connections.now()
                        + " "
                        + Sha256.of(look.verdict().toString() + pictures);
        Optional<FacilityRound.Move> move =
                FacilityRound.of(look.stage(), look.verdict(), pictures, log);
        if (move.isEmpty()) {
            worseOnce.remove(facility.id());
            return;
        }
        FacilityStage to = move.get().to();
        boolean worse = to == FacilityStage.DEGRADED || to == FacilityStage.LOST;
        if (worse && (!allTried || !again(facility.id(), to))) {
            return;
        }
        worseOnce.remove(facility.id());
        lives.advance(facility.id(), to, Actor.system(), move.get().evidence());
    }

    /** Whether the same was seen in the round before. */
    private boolean again(String id, Object seen) {
        return seen.equals(worseOnce.put(id, seen));
    }

    private void move(CameraLook look) {
        Camera camera = look.camera();
        if (look.state() == CameraState.PICTURE_ACCEPTED
                && look.verdict() instanceof CameraConnection.Connected proof) {
            lives.advance(
                    camera,
                    CameraState.CONNECTED,
                    Actor.system(),
                    new CameraEvidence.ConnectionProven(proof));
            return;
        }
        if (look.state() != CameraState.CONNECTED && !look.state().health()) {
            return;
        }
        CameraState health = health(look);
        if (health == look.state()) {
            worseOnce.remove(camera.id());
            return;
        }
        if (!connections.measurements().tried(camera) || !again(camera.id(), health)) {
            return;
        }
        worseOnce.remove(camera.id());
        lives.advance(
                camera,
                health,
                Actor.system(),
                new CameraEvidence.HealthSeen(health, Sha256.of(look.facts().toString())));
    }

    private CameraState health(CameraLook look) {
        if (connections.measurements().frozen(look.camera())) {
            return CameraState.FROZEN;
        }
        if (!connections.measurements().givesPictures(look.camera())) {
            return CameraState.OFFLINE;
        }
        return look.verdict() instanceof CameraConnection.Connected
                ? CameraState.LIVE
                : CameraState.DEGRADED;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        measuring.shutdownNow();
    }
}
