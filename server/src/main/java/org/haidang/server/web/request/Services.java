package org.haidang.server.web.request;

import java.time.Instant;
import java.time.InstantSource;
import org.haidang.archive.Archive;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.Viewings;
import org.haidang.server.backfill.Backfill;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.clip.Clips;
import org.haidang.server.configure.SettingsDesk;
import org.haidang.server.connection.Connections;
import org.haidang.server.device.CameraDevices;
import org.haidang.server.device.DeviceTrust;
import org.haidang.server.device.Devices;
import org.haidang.server.engine.AlarmRelay;
import org.haidang.server.engine.CameraEngine;
import org.haidang.server.event.CameraEvents;
import org.haidang.server.identity.Accounts;
import org.haidang.server.identity.ApiTokens;
import org.haidang.server.identity.Invitations;
import org.haidang.server.identity.SecondFactors;
import org.haidang.server.identity.Sessions;
import org.haidang.server.identity.Walls;
import org.haidang.server.identity.openid.OpenIdSignIn;
import org.haidang.server.identity.passkey.Passkeys;
import org.haidang.server.live.Viewers;
import org.haidang.server.news.News;
import org.haidang.server.organisation.Organisations;
import org.haidang.server.probe.CameraProbe;
import org.haidang.server.ptz.Turning;
import org.haidang.server.recording.Recordings;
import org.haidang.server.rights.Rights;
import org.haidang.server.secrets.Sealer;
import org.haidang.server.settings.Settings;
import org.haidang.server.still.Stills;
import org.haidang.server.store.Database;
import org.haidang.server.tier.Tiers;
import org.jspecify.annotations.Nullable;

/**
 * What the web layer serves. Made and closed by whoever starts the program.
 *
 * @param importSealer seals passwords of tables between dry run and import; its key lives as long
 *     as the program
 * @param secure connections are encrypted, here or by a declared proxy
 */
public record Services(
        Settings settings,
        String version,
        Instant startedAt,
        InstantSource clock,
        Database database,
        Audit audit,
        Viewings viewings,
        Accounts accounts,
        Sessions sessions,
        Organisations organisations,
        Rights rights,
        SecondFactors factors,
        Invitations invitations,
        ApiTokens tokens,
        Passkeys passkeys,
        Walls walls,
        @Nullable OpenIdSignIn openId,
        CameraRegistry registry,
        Archive archive,
        Recordings recordings,
        News news,
        Programme programme,
        Duty duty,
        AlarmRelay alarms,
        CameraEngine engine,
        Tiers tiers,
        Clips clips,
        Viewers viewers,
        Stills stills,
        CameraProbe probe,
        Devices devices,
        CameraDevices cameraDevices,
        DeviceTrust deviceTrust,
        Backfill backfill,
        CameraEvents cameraEvents,
        Turning turning,
        SettingsDesk settingsDesk,
        Connections connections,
        Sealer importSealer,
        boolean secure) {}
