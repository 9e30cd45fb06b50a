package org.haidang.uplink;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.haidang.media.source.FailureReason;
import org.haidang.media.source.SourceListener;
import org.haidang.media.source.SourceState;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;

/** What a hub here would hear. */
final class Heard implements SourceListener {
    final List<Track> tracks = new CopyOnWriteArrayList<>();
    final List<AccessUnit> units = new CopyOnWriteArrayList<>();
    final List<SourceState> states = new CopyOnWriteArrayList<>();

    @Override
    public void onTracks(List<Track> now) {
        tracks.clear();
        tracks.addAll(now);
    }

    @Override
    public void onAccessUnit(AccessUnit unit) {
        units.add(unit);
    }

    @Override
    public void onBatchEnd() {}

    @Override
    public void onState(SourceState state) {
        states.add(state);
    }

    boolean failedFor(FailureReason reason) {
        return states.stream()
                .anyMatch(each ->
                        each instanceof SourceState.Failed failed && failed.reason() == reason);
    }
}
