package org.haidang.server.tier;

import java.lang.System.Logger.Level;
import org.haidang.server.audit.AuditUnavailableException;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.InvalidCameraException;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.configure.SettingsChangedException;
import org.haidang.server.configure.SettingsDesk;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.NoAnswerException;
import org.haidang.uplink.site.Configuring;
import org.haidang.uplink.wire.Configure;
import org.haidang.uplink.wire.Configured;

/**
 * Sets cameras for the centre above: our own, and those that we have from a site ourselves, which
 * is told. What the person may there is the centre's to know; whether the centre may set a camera
 * is decided here, before and after.
 */
final class SettingsForCentre implements Configuring {
    private static final System.Logger LOG = System.getLogger(SettingsForCentre.class.getName());

    private final SiteGrants grants;
    private final CameraRegistry registry;
    private final SettingsDesk desk;
    private final String centre;

    SettingsForCentre(
            SiteGrants grants, CameraRegistry registry, SettingsDesk desk, String centre) {
        this.grants = grants;
        this.registry = registry;
        this.desk = desk;
        this.centre = centre;
    }

    @Override
    public Configured.Builder configure(Configure wanted) {
        String id = wanted.getCameraId();
        Camera camera = registry.camera(id).filter(one -> grants.listed(one.id())).orElse(null);
        if (camera == null || !grants.configure(id)) {
            grants.overreachedSettings(id);
            // What is not listed is answered as if it did not exist.
            return SettingsWords.said(
                    camera == null ? NoAnswer.NO_SUCH_CAMERA : NoAnswer.NOT_GRANTED);
        }
        try {
            // What is done is said to be done, whatever was withdrawn since.
            return SettingsWords.done(
                    desk.set(
                            camera,
                            SettingsWords.heard(wanted.getPerson(), centre),
                            SettingsWords.heard(wanted),
                            () -> grants.configure(id)));
        } catch (SettingsChangedException e) {
            return told(id, SettingsWords.said(e));
        } catch (InvalidCameraException e) {
            return told(id, SettingsWords.said(e));
        } catch (NoAnswerException e) {
            return SettingsWords.said(e.why());
        } catch (AuditUnavailableException e) {
            // What cannot be recorded is not done.
            LOG.log(Level.ERROR, "a camera is not set: it cannot be recorded", e);
            return SettingsWords.said(NoAnswer.OFF);
        }
    }

    /** How a camera is set is for those who may set it. */
    private Configured.Builder told(String cameraId, Configured.Builder answer) {
        return grants.configure(cameraId) ? answer : SettingsWords.said(NoAnswer.NOT_GRANTED);
    }
}
