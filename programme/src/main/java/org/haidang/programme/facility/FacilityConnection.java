package org.haidang.programme.facility;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Whether a facility is connected: enough cameras, and each of them connected. */
public sealed interface FacilityConnection {

    /** Only {@link #of} makes one. */
    final class Connected implements FacilityConnection {

        private final int cameras;

        private Connected(int cameras) {
            this.cameras = cameras;
        }

        public int cameras() {
            return cameras;
        }
    }

    /** Places without a camera, and cameras that are not connected with their first shortfall. */
    record NotConnected(List<ZonePlace> missing, List<CameraShortfall> cameras)
            implements FacilityConnection {
        public NotConnected {
            missing = List.copyOf(missing);
            cameras = List.copyOf(cameras);
        }
    }

    record CameraShortfall(String camera, Shortfall shortfall) {}

    /** No camera at all is never connected, however many waivers there are. */
    static FacilityConnection of(
            ZoneSufficiency zones, SortedMap<String, CameraConnection> cameras) {
        List<CameraShortfall> shortfalls = new ArrayList<>();
        cameras.forEach((camera, connection) -> {
            switch (connection) {
                case CameraConnection.Connected connected -> {}
                case CameraConnection.NotConnected not ->
                        shortfalls.add(new CameraShortfall(camera, not.first()));
            }
        });
        List<ZonePlace> missing =
                switch (zones) {
                    case ZoneSufficiency.Enough() -> List.of();
                    case ZoneSufficiency.Missing(List<ZonePlace> places) -> places;
                };
        boolean connected = missing.isEmpty() && shortfalls.isEmpty() && !cameras.isEmpty();
        return connected ? new Connected(cameras.size()) : new NotConnected(missing, shortfalls);
    }
}
