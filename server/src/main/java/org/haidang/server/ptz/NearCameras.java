package org.haidang.server.ptz;

import java.util.List;
import java.util.Optional;
import org.haidang.media.rtsp.Credentials;
import org.haidang.onvif.OnvifException;
import org.haidang.onvif.Preset;
import org.haidang.server.audit.Subject;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.device.CameraDevices;
import org.haidang.server.device.DeviceFault;
import org.haidang.server.device.store.CameraDevice;
import org.haidang.server.ptz.PtzRefusedException.Reason;
import org.jspecify.annotations.Nullable;

/** Turns the cameras that stand here. Waits for devices; thread-safe. */
final class NearCameras {
    private final CameraRegistry registry;
    private final CameraDevices devices;
    private final PtzDesk desk;
    private final Heads heads;

    private interface Question<T> {
        T ask() throws OnvifException, HeadBusyException;
    }

    private interface Order {
        void give() throws OnvifException, HeadBusyException;
    }

    NearCameras(CameraRegistry registry, CameraDevices devices, PtzDesk desk, Heads heads) {
        this.registry = registry;
        this.devices = devices;
        this.desk = desk;
        this.heads = heads;
    }

    private Optional<Head> head(Camera camera) {
        return devices.of(camera)
                .filter(CameraDevice::ptz)
                .map(device -> new Head(device.service(), login(camera), device.profile()));
    }

    private @Nullable Credentials login(Camera camera) {
        String password = registry.password(camera);
        return camera.username().isEmpty()
                ? null
                : new Credentials(camera.username(), password == null ? "" : password);
    }

    Told turn(Camera camera, Subject subject, Turner who, Command command)
            throws PtzRefusedException, DeviceTroubleException {
        if (command instanceof Command.LetGo) {
            desk.letGo(camera.id(), who.key());
            return now(camera);
        }
        Head head = head(camera).orElseThrow(() -> new PtzRefusedException(Reason.NO_HEAD, null));
        return switch (command) {
            case Command.Look _ -> look(camera, head);
            case Command.Take(boolean over) -> take(camera, subject, who, over);
            case Command.Move(Motion motion) -> {
                Holding holding = desk.use(subject, who, new Use.Turn());
                give(() -> heads.move(head, motion));
                yield Told.of(holding);
            }
            case Command.Stop _ -> {
                if (desk.stop(subject, who)) {
                    give(() -> heads.stop(head));
                }
                yield now(camera);
            }
            case Command.Call(String token) -> {
                Holding holding = desk.use(subject, who, new Use.Call(heads.nameOf(head, token)));
                give(() -> heads.call(head, token));
                yield Told.of(holding);
            }
            case Command.Save(String name) -> {
                Holding holding = desk.use(subject, who, new Use.Change(name));
                Preset saved = ask(() -> heads.save(head, name));
                yield new Told(holding, List.of(saved), null, "");
            }
            case Command.Remove(String token) -> {
                Holding holding = desk.use(subject, who, new Use.Change(heads.nameOf(head, token)));
                give(() -> heads.remove(head, token));
                yield Told.of(holding);
            }
            case Command.LetGo _ -> now(camera);
        };
    }

    private Told now(Camera camera) {
        return Told.of(desk.holding(camera.id()).orElse(null));
    }

    private Told look(Camera camera, Head head) {
        Holding holding = desk.holding(camera.id()).orElse(null);
        try {
            return new Told(holding, ask(() -> heads.presets(head)), null, "");
        } catch (DeviceTroubleException e) {
            return new Told(holding, List.of(), e.trouble(), "");
        }
    }

    private Told take(Camera camera, Subject subject, Turner who, boolean over)
            throws PtzRefusedException {
        String from =
                desk.holding(camera.id())
                        .filter(holding -> !holding.isOf(who.key()))
                        .map(holding -> holding.holder().name())
                        .orElse("");
        Holding holding = over ? desk.takeOver(subject, who) : desk.take(subject, who);
        return new Told(holding, List.of(), null, from);
    }

    /** Ends somebody's hold before its time, and what he made move. */
    void end(Camera camera, Turner who, String why) {
        if (desk.end(camera.id(), who.key(), why)) {
            head(camera)
                    .ifPresent(head ->
                            Thread.ofVirtual()
                                    .name("ptz-stop")
                                    .start(() -> {
                                        try {
                                            heads.stop(head);
                                        } catch (OnvifException | HeadBusyException e) {
                                            // It stops by itself within a second.
                                        }
                                    }));
        }
    }

    private static void give(Order order) throws DeviceTroubleException {
        ask(() -> {
            order.give();
            return true;
        });
    }

    private static <T> T ask(Question<T> question) throws DeviceTroubleException {
        try {
            return question.ask();
        } catch (OnvifException e) {
            throw new DeviceTroubleException(new DeviceTrouble.Fault(DeviceFault.of(e.failure())));
        } catch (HeadBusyException e) {
            throw new DeviceTroubleException(new DeviceTrouble.Busy());
        }
    }
}
