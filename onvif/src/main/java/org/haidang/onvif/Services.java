package org.haidang.onvif;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a device's services are, each at the host that we dialled; null when it has none.
 *
 * @param device the one that was dialled
 * @param media of the first version, with profiles S
 * @param media2 of the second, with profiles T; knows H.265
 * @param ptz moves
 * @param events tells
 * @param recording of a recorder: what is recorded
 * @param search of a recorder: what there is
 * @param replay of a recorder: plays it
 */
public record Services(
        URI device,
        @Nullable URI media,
        @Nullable URI media2,
        @Nullable URI ptz,
        @Nullable URI events,
        @Nullable URI recording,
        @Nullable URI search,
        @Nullable URI replay) {}
