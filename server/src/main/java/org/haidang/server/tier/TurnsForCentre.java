package org.haidang.server.tier;

import java.lang.System.Logger.Level;
import org.haidang.server.audit.AuditUnavailableException;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.ptz.Command;
import org.haidang.server.ptz.DeviceTroubleException;
import org.haidang.server.ptz.PtzRefusedException;
import org.haidang.server.ptz.Turner;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.NoAnswerException;
import org.haidang.uplink.wire.Turn;
import org.haidang.uplink.wire.Turned;
import org.jspecify.annotations.Nullable;

/**
 * Turns cameras for the centre above: our own, and those that we have from a site ourselves, which
 * is told. What the person may there is the centre's to know; whether the centre may turn a camera
 * is decided here, before and after each command.
 */
final class TurnsForCentre implements org.haidang.uplink.site.Turning {
    private static final System.Logger LOG = System.getLogger(TurnsForCentre.class.getName());

    private final SiteGrants grants;
    private final CameraRegistry registry;
    private final org.haidang.server.ptz.Turning turning;
    private final String centre;

    TurnsForCentre(
            SiteGrants grants,
            CameraRegistry registry,
            org.haidang.server.ptz.Turning turning,
            String centre) {
        this.grants = grants;
        this.registry = registry;
        this.turning = turning;
        this.centre = centre;
    }

    @Override
    public Turned.Builder turn(Turn turn) {
        String id = turn.getCameraId();
        Camera camera = registry.camera(id).filter(one -> grants.listed(one.id())).orElse(null);
        if (camera == null || !grants.turn(id)) {
            grants.overreachedTurning(id);
            // What is not listed is answered as if it did not exist.
            return answer(camera == null ? NoAnswer.NO_SUCH_CAMERA : NoAnswer.NOT_GRANTED, null);
        }
        Turner who = TurnWords.heard(turn.getPerson(), centre);
        Command command = TurnWords.heard(turn).orElse(null);
        if (command == null) {
            return answer(NoAnswer.TOO_OLD, null);
        }
        Turned.Builder answer = turn(camera, who, command);
        if (grants.turn(id)) {
            return answer;
        }
        // Withdrawn while it was done, and perhaps taken again since.
        withdraw();
        return answer(NoAnswer.NOT_GRANTED, null);
    }

    private Turned.Builder turn(Camera camera, Turner who, Command command) {
        try {
            return TurnWords.said(turning.turn(camera, who, command));
        } catch (PtzRefusedException e) {
            return TurnWords.said(e);
        } catch (DeviceTroubleException e) {
            return TurnWords.said(e.trouble(), turning.holding(camera).orElse(null));
        } catch (NoAnswerException e) {
            return answer(e.why(), camera);
        } catch (AuditUnavailableException e) {
            // What cannot be recorded is not done.
            LOG.log(Level.ERROR, "a camera is not turned: it cannot be recorded", e);
            return answer(NoAnswer.OFF, camera);
        }
    }

    private Turned.Builder answer(NoAnswer why, @Nullable Camera camera) {
        return TurnWords.said(why, camera == null ? null : turning.holding(camera).orElse(null));
    }

    /** Takes from people above what they may not turn any more. */
    void withdraw() {
        turning.withdraw(camera -> grants.turn(camera.id()));
    }

    /** Takes everything from them: this server is no site of theirs any more. */
    void end() {
        turning.withdraw(camera -> false);
    }
}
