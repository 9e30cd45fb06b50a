package org.haidang.server.configure;

import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.AuditUnavailableException;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.camera.CameraInput;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.InvalidCameraException;
import org.haidang.server.camera.RemoteAddress;
import org.haidang.server.camera.store.Camera;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.NoAnswerException;

/**
 * Sets what is recorded of a camera where it stands: here, or at a site below that is told. Whether
 * somebody may is asked before. Waits for the database and links; thread-safe.
 *
 * <p>Here a change is in the log before it is so. Of a camera of a site below the log has who wants
 * what before the site is told, and then what came of it.
 */
public final class SettingsDesk {
    private static final System.Logger LOG = System.getLogger(SettingsDesk.class.getName());

    private final CameraRegistry registry;
    private final Consumer<Entry> log;
    private final SettingsBelow sites;

    /**
     * @param log throws {@link AuditUnavailableException} when it cannot keep an entry
     */
    public SettingsDesk(CameraRegistry registry, Consumer<Entry> log, SettingsBelow sites) {
        this.registry = registry;
        this.log = log;
        this.sites = sites;
    }

    /**
     * What holds of a camera; of another site's, as that told last. Empty when it tells nothing.
     */
    public Optional<RecordingSettings> holds(Camera camera) {
        return RemoteAddress.of(camera.url())
                .map(sites::told)
                .orElseGet(() -> Optional.of(RecordingSettings.of(camera)));
    }

    /** Whether the site of a camera lets us set it, as far as is known; true for our own. */
    public boolean granted(Camera camera) {
        return RemoteAddress.of(camera.url()).map(sites::granted).orElse(true);
    }

    /**
     * Does it.
     *
     * @param granted asked again just before something changes here
     * @return what holds now
     * @throws SettingsChangedException when others hold than those of the base
     * @throws InvalidCameraException when they cannot be taken where the camera stands
     * @throws NoAnswerException when its site cannot be told, or does not let us
     * @throws AuditUnavailableException when it cannot be recorded, and so was not done
     */
    public RecordingSettings set(
            Camera camera, Asker who, SettingsChange change, BooleanSupplier granted)
            throws SettingsChangedException, NoAnswerException {
        Optional<RemoteAddress> address = RemoteAddress.of(camera.url());
        if (address.isPresent()) {
            return below(camera, address.get(), who, change);
        }
        return registry.<RecordingSettings, SettingsChangedException, NoAnswerException>exclusively(
                () -> here(camera.id(), who, change, granted));
    }

    private RecordingSettings here(
            String cameraId, Asker who, SettingsChange change, BooleanSupplier granted)
            throws SettingsChangedException, NoAnswerException {
        Camera before =
                registry.camera(cameraId)
                        .orElseThrow(() ->
                                new NoAnswerException(NoAnswer.NO_SUCH_CAMERA, "it is removed"));
        if (!granted.getAsBoolean()) {
            throw new NoAnswerException(NoAnswer.NOT_GRANTED, "it is withdrawn");
        }
        RecordingSettings holds = RecordingSettings.of(before);
        if (!holds.equals(change.base())) {
            throw new SettingsChangedException(holds);
        }
        CameraInput input = change.wanted().input();
        Camera after = registry.changed(cameraId, input).orElse(before);
        if (!after.equals(before)) {
            log.accept(entry(AuditKind.CAMERA_CHANGED, before, who, change));
            registry.change(cameraId, input);
        }
        return RecordingSettings.of(after);
    }

    private RecordingSettings below(
            Camera camera, RemoteAddress address, Asker who, SettingsChange change)
            throws SettingsChangedException, NoAnswerException {
        sites.reachable(address);
        log.accept(entry(AuditKind.SITE_SETTINGS_ASKED, camera, who, change));
        String result = NoAnswer.FAILED.word();
        try {
            RecordingSettings holds = sites.set(address, who, change);
            result = "done";
            return holds;
        } catch (SettingsChangedException e) {
            result = "changed";
            throw e;
        } catch (InvalidCameraException e) {
            result = "invalid";
            throw e;
        } catch (NoAnswerException e) {
            result = e.why().word();
            throw e;
        } finally {
            answered(
                    entry(AuditKind.SITE_SETTINGS_ANSWERED, camera, who, change)
                            .with("result", result));
        }
    }

    /** It is done or not: that the log cannot keep it changes nothing of that. */
    private void answered(Entry entry) {
        try {
            log.accept(entry);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "what a site answered about settings cannot be recorded", e);
        }
    }

    private Entry entry(AuditKind kind, Camera camera, Asker who, SettingsChange change) {
        return Entry.of(who.actor(), kind)
                .about(
                        Subject.facility(
                                        camera.facilityId(),
                                        registry.facilityName(camera.facilityId()))
                                .camera(camera.id(), camera.name()))
                .with("issuer", who.issuer().isEmpty() ? null : who.issuer())
                .with("before", change.base().fields())
                .with("after", change.wanted().fields());
    }
}
