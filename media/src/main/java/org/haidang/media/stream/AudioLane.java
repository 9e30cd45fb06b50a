package org.haidang.media.stream;

import java.util.ArrayList;
import java.util.List;
import org.haidang.media.mp4.Sample;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.AudioFormat;
import org.haidang.media.track.Codec;
import org.haidang.media.track.Track;
import org.jspecify.annotations.Nullable;

/**
 * Audio to fragments of at most 200 ms. Small jitter between frames is taken up by their durations;
 * a real gap ends the fragment, and the next one starts where the sound goes on.
 */
final class AudioLane extends Lane {

    private static final long MAX_FRAGMENT_MS = 200;
    private static final long MAX_WAIT_NS = 400_000_000;
    private static final int MAX_SAMPLES = 1024;

    /** Samples in an AAC frame, nearly always (ISO/IEC 14496-3: 960 is the other). */
    private static final int AAC_FRAME = 1024;

    private final List<Sample> done = new ArrayList<>();
    private @Nullable AccessUnit last;
    private long lastDts;
    private long wallUs;
    private long sinceNs;

    AudioLane(Track track, long endTicks) {
        super(track, endTicks);
    }

    @Override
    void unit(AccessUnit unit, long nowNs, FragmentSink sink) {
        long dts = Math.max(unit.dtsTicks(), endTicks());
        AccessUnit before = last;
        if (before != null) {
            long usual = usualDuration(before);
            dts = Math.max(dts, lastDts + Math.max(1, usual / 2));
            boolean continues = dts - lastDts <= 2 * usual && !unit.discontinuity();
            close(before, continues ? dts - lastDts : usual);
            dts = Math.max(dts, endTicks());
            if (!continues) {
                emit(sink);
                markDiscontinuity();
            } else if (dts + usualDuration(unit) - done.get(0).dtsTicks() > ticks(MAX_FRAGMENT_MS)
                    || done.size() >= MAX_SAMPLES) {
                emit(sink);
            }
        } else if (unit.discontinuity() || dts > endTicks()) {
            markDiscontinuity();
        }
        if (done.isEmpty()) {
            wallUs = unit.wallUs();
            sinceNs = nowNs;
        }
        last = unit;
        lastDts = dts;
    }

    @Override
    void tick(long nowNs, FragmentSink sink) {
        if (nowNs - sinceNs >= MAX_WAIT_NS) {
            flush(sink);
        }
    }

    @Override
    void flush(FragmentSink sink) {
        if (last != null) {
            close(last, usualDuration(last));
            emit(sink);
        }
    }

    private long usualDuration(AccessUnit unit) {
        AudioFormat format = (AudioFormat) track().format();
        return format.codec() == Codec.AAC
                ? AAC_FRAME
                : Math.max(1, unit.length() / Math.max(1, format.channels()));
    }

    private void close(AccessUnit unit, long duration) {
        done.add(new Sample(lastDts, lastDts, duration, true, unit.bytes(), unit.offset()));
        endAt(lastDts + duration);
        last = null;
    }

    private void emit(FragmentSink sink) {
        sink.fragment(track(), List.copyOf(done), wallUs, takeDiscontinuity());
        done.clear();
    }
}
