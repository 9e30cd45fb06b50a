package org.haidang.media.rtsp.net;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.haidang.media.source.FailureReason;
import org.haidang.media.source.SourceListener;
import org.haidang.media.source.SourceState;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;

/** Keeps what a source tells. */
final class Recorder implements SourceListener {
    final List<List<Track>> tracks = new CopyOnWriteArrayList<>();
    final List<AccessUnit> units = new CopyOnWriteArrayList<>();
    final List<SourceState> states = new CopyOnWriteArrayList<>();
    final AtomicInteger batches = new AtomicInteger();

    @Override
    public void onTracks(List<Track> list) {
        tracks.add(list);
    }

    @Override
    public void onAccessUnit(AccessUnit unit) {
        units.add(unit);
    }

    @Override
    public void onBatchEnd() {
        batches.incrementAndGet();
    }

    @Override
    public void onState(SourceState state) {
        states.add(state);
    }

    SourceState state() {
        return states.isEmpty() ? new SourceState.Stopped() : states.getLast();
    }

    boolean live() {
        return state() instanceof SourceState.Live;
    }

    boolean failed(FailureReason reason) {
        return states.stream()
                .anyMatch(s -> s instanceof SourceState.Failed f && f.reason() == reason);
    }

    SourceState.Failed failure() {
        return states.stream()
                .filter(s -> s instanceof SourceState.Failed)
                .map(s -> (SourceState.Failed) s)
                .findFirst()
                .orElseThrow();
    }
}
