package org.haidang.server.tier;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.haidang.server.camera.RemoteAddress;
import org.haidang.server.engine.RemoteCameras.Picture;

/**
 * The newest picture of each camera of the sites below, as they sent it. In memory alone: a round
 * after a start all are there again, and what a site withdraws lies on no disk here. When there is
 * no room, those give way that came longest ago. Thread-safe.
 */
final class SitePictures {
    /** For 20,000 cameras with pictures of 12 KB, twice over. */
    private static final long MOST_BYTES = 512L << 20;

    /** What an entry costs beside the picture. */
    private static final int ENTRY_BYTES = 300;

    private static final System.Logger LOG = System.getLogger(SitePictures.class.getName());

    private final long maxBytes;

    /** In the order in which they came. */
    private final Map<RemoteAddress, Picture> newest = new LinkedHashMap<>();

    private final RefusalLimit fullness = RefusalLimit.ofCameras();
    private long bytes;

    SitePictures(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** A quarter of the memory that there is, within reason. */
    static SitePictures ofMemory() {
        return new SitePictures(Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 4));
    }

    synchronized void put(RemoteAddress address, Picture picture, long nowUs) {
        remove(address);
        newest.put(address, picture);
        bytes += cost(picture);
        List<RemoteAddress> oldest = new ArrayList<>();
        long over = bytes - maxBytes;
        for (Map.Entry<RemoteAddress, Picture> each : newest.entrySet()) {
            if (over <= 0) {
                break;
            }
            over -= cost(each.getValue());
            oldest.add(each.getKey());
        }
        oldest.forEach(this::remove);
        if (!oldest.isEmpty()) {
            full(nowUs);
        }
    }

    private void full(long nowUs) {
        OptionalLong before = fullness.next("", nowUs);
        if (before.isPresent()) {
            LOG.log(
                    Level.WARNING,
                    "the last pictures of {0} cameras fill their {1} MB: older ones are dropped. Give"
                            + " the program more memory (-Xmx)",
                    newest.size(),
                    maxBytes >> 20);
        }
    }

    private void remove(RemoteAddress address) {
        Picture gone = newest.remove(address);
        if (gone != null) {
            bytes -= cost(gone);
        }
    }

    private static long cost(Picture picture) {
        return picture.jpeg().length + ENTRY_BYTES;
    }

    synchronized Optional<Picture> of(RemoteAddress address) {
        return Optional.ofNullable(newest.get(address));
    }

    /** Forgets what a site does not give any more. */
    void retain(String siteId, Set<String> cameraIds) {
        forget(address ->
                address.siteId().equals(siteId) && !cameraIds.contains(address.cameraId()));
    }

    /** Forgets all of some sites. */
    void forgetSites(Predicate<String> siteIds) {
        forget(address -> siteIds.test(address.siteId()));
    }

    private synchronized void forget(Predicate<RemoteAddress> which) {
        newest.keySet().stream().filter(which).toList().forEach(this::remove);
    }

    /** What is held, with what it costs to hold it. */
    synchronized long bytes() {
        return bytes;
    }

    synchronized int count() {
        return newest.size();
    }
}
