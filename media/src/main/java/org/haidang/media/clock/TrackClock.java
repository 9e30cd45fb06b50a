package org.haidang.media.clock;

/**
 * The times of one track on the {@link MediaClock} of its stream.
 *
 * <p>Usual state: timestamps run from an anchor (a timestamp and its media time), drawn to the
 * floor of the arrival times by at most 5 ms in a second. It is left when
 *
 * <pre>
 * timestamps jump by over 3 s against arrival   a new anchor at the arrival (T03, T04)
 * they stay over 3 s behind, steadily            the same: the camera's clock has paused
 * they stay over 3 s ahead, steadily             the stream's zero moves along: a burst of old pictures
 * they stand still for 1 s                      times from arrivals alone (T06), until they move again
 * they run at another known rate                a new anchor with that rate (T07)
 * they run at a senseless rate                  times from arrivals alone, until the rate is right
 * </pre>
 *
 * <p>The result of {@link #stamp} is read from the accessors, so that nothing is allocated per
 * unit.
 */
public final class TrackClock {
    private static final long JUMP_NS = 3_000_000_000L;
    private static final long USUAL_STEP_NS = 1_000_000_000L;
    private static final long PERSIST_NS = 2_000_000_000L;
    private static final long STEADY_NS = 500_000_000L;
    private static final long HOPELESS_NS = 30_000_000_000L;
    private static final long STANDSTILL_NS = 1_000_000_000L;
    private static final long DEAD_ZONE_NS = 20_000_000L;
    private static final long REPORT_DEAD_ZONE_NS = 5_000_000L;
    private static final long REPORT_OUTLIER_US = 1_000_000L;
    private static final int VIDEO_TIMESCALE_HZ = 90_000;
    private static final long DEFAULT_STEP_NS = 40_000_000L;

    /** What became of the timestamps, for counters and the log. */
    public enum Event {
        NONE,
        JUMP,
        STANDSTILL,
        RATE
    }

    private final MediaClock stream;
    private final int id;
    private final DecodeTimes decodeTimes = new DecodeTimes();
    private final LatenessFloor floor = new LatenessFloor();
    private final RateCheck rateCheck;
    private final ArrivalPace pace = new ArrivalPace();
    private final SenderReports reports = new SenderReports();
    private int rateHz;
    private int timescaleHz;

    private boolean everStarted;
    private boolean anchored;
    private boolean byArrival;
    private boolean senselessRate;
    private int lastRtp;
    private long lastTs;
    private long lastArrivalNs;
    private long anchorTs;
    private long anchorNs;
    private long correctionNs;
    private long remainingNs;
    private long highestNs;
    private long stepNs = DEFAULT_STEP_NS;
    private long progressNs;
    private long offSinceNs;
    private long offNs;
    private boolean off;

    private long dtsTicks;
    private long ptsTicks;
    private long wallUs;
    private boolean discontinuity;
    private Event event = Event.NONE;

    TrackClock(MediaClock stream, int id, int rateHz, int timescaleHz) {
        this.stream = stream;
        this.id = id;
        this.rateHz = rateHz;
        this.timescaleHz = timescaleHz;
        rateCheck = new RateCheck(timescaleHz == VIDEO_TIMESCALE_HZ);
    }

    int id() {
        return id;
    }

    void restart(int newRateHz, int newTimescaleHz) {
        if (newTimescaleHz != timescaleHz) {
            decodeTimes.rescale(timescaleHz, newTimescaleHz);
            timescaleHz = newTimescaleHz;
        }
        rateHz = newRateHz;
        restart();
    }

    /** The next unit does not continue: a reconnect, a change of the sending source. */
    public void restart() {
        anchored = false;
        byArrival = false;
        senselessRate = false;
        rateCheck.reset();
        reports.clear();
        decodeTimes.restart();
    }

    /** The depth of reordering that the parameter sets announce, 0 to 16. */
    public void announceReorderDepth(int depth) {
        decodeTimes.announceDepth(depth);
    }

    /** Whether pictures were reordered deeper than announced since the last call. */
    public boolean takeDeepened() {
        return decodeTimes.takeDeepened();
    }

    /** The rate of the RTP timestamps as it turned out. */
    public int rateHz() {
        return rateHz;
    }

    /**
     * Gives the next unit in decode order its times.
     *
     * @param rtpTimestamp as received
     * @param arrivalNs monotonic arrival of its first packet
     * @param arrivalWallUs the same moment by the server's wall clock
     */
    public void stamp(int rtpTimestamp, long arrivalNs, long arrivalWallUs) {
        stream.observe(arrivalNs, arrivalWallUs);
        event = Event.NONE;
        discontinuity = false;
        long ptsNs = anchored ? follow(rtpTimestamp, arrivalNs) : begin(rtpTimestamp, arrivalNs);
        lastRtp = rtpTimestamp;
        lastArrivalNs = arrivalNs;
        highestNs = Math.max(highestNs, ptsNs);
        ptsTicks = Ticks.fromNs(ptsNs, timescaleHz);
        dtsTicks = decodeTimes.next(ptsTicks, Ticks.fromNs(stepNs, timescaleHz));
        ptsTicks = Math.max(ptsTicks, dtsTicks);
        wallUs = Math.min(stream.wallUs(ptsNs), arrivalWallUs);
    }

    /** Decode time of the stamped unit, in the track's timescale; above all before it. */
    public long dtsTicks() {
        return dtsTicks;
    }

    /** Presentation time of the stamped unit, not below its decode time. */
    public long ptsTicks() {
        return ptsTicks;
    }

    /** When the stamped unit was taken by the server's clock, microseconds since 1970 UTC. */
    public long wallUs() {
        return wallUs;
    }

    /** Whether the stamped unit's time does not continue from the one before. */
    public boolean discontinuity() {
        return discontinuity;
    }

    /** What the stamped unit's timestamp did. */
    public Event event() {
        return event;
    }

    private long begin(int rtp, long arrivalNs) {
        lastTs = Integer.toUnsignedLong(rtp);
        discontinuity = everStarted;
        progressNs = arrivalNs;
        anchor(lastTs, arrivalNs);
        everStarted = true;
        anchored = true;
        return anchorNs;
    }

    /** A new relation of timestamps and media time, never back behind what was given out. */
    private void anchor(long ts, long arrivalNs) {
        long arrived = stream.mediaNs(arrivalNs);
        anchorTs = ts;
        anchorNs = everStarted ? Math.max(arrived, highestNs + stepNs) : arrived;
        correctionNs = 0;
        remainingNs = 0;
        off = false;
        floor.reset();
        reports.clear();
        decodeTimes.restart();
    }

    private long follow(int rtp, long arrivalNs) {
        int delta = rtp - lastRtp; // signed: unwraps and lets B-pictures go back (T01, T13)
        long ts = lastTs + delta;
        long elapsedNs = arrivalNs - lastArrivalNs;
        long deltaNs = Ticks.toNs(delta, rateHz);
        lastTs = ts;
        if (delta != 0) {
            progressNs = arrivalNs;
        }
        if (isJump(deltaNs, elapsedNs)) {
            rateCheck.reset();
            return jump(ts, arrivalNs);
        }
        checkRate(ts, arrivalNs);
        if (byArrival || arrivalNs - progressNs >= STANDSTILL_NS) {
            return paced(ts, arrivalNs);
        }
        if (decodeTimes.isJumpBack(Ticks.fromNs(timeOf(ts), timescaleHz))) {
            return jump(ts, arrivalNs);
        }
        if (delta > 0 && deltaNs < USUAL_STEP_NS) {
            stepNs = deltaNs;
        }
        return drawn(ts, arrivalNs, elapsedNs);
    }

    private static boolean isJump(long deltaNs, long elapsedNs) {
        boolean usual = deltaNs >= 0 && deltaNs <= USUAL_STEP_NS;
        // A usual step that arrives late may be a stalled network that will catch up.
        return Math.abs(deltaNs - elapsedNs) > JUMP_NS && !(usual && elapsedNs > deltaNs);
    }

    private long jump(long ts, long arrivalNs) {
        event = Event.JUMP;
        discontinuity = true;
        anchor(ts, arrivalNs);
        return anchorNs;
    }

    private void checkRate(long ts, long arrivalNs) {
        switch (rateCheck.offer(ts, arrivalNs, rateHz)) {
            case OTHER_RATE -> {
                rateHz = rateCheck.rateHz();
                event = Event.RATE;
                byArrival = false;
                senselessRate = false;
                rateCheck.reset();
                anchor(ts, arrivalNs);
            }
            case SENSELESS -> senselessRate = true;
            case RIGHT -> senselessRate = false;
            case UNDECIDED -> {}
        }
        if (senselessRate != byArrival && arrivalNs - progressNs < STANDSTILL_NS) {
            byArrival = senselessRate;
            pace.reset();
            if (byArrival) {
                event = Event.RATE;
            } else {
                anchor(ts, arrivalNs);
            }
        }
    }

    /** Times from arrivals alone, from now until timestamps make sense again. */
    private long paced(long ts, long arrivalNs) {
        if (!byArrival) {
            byArrival = true;
            senselessRate = true; // left by the verdict of the rate check
            event = Event.STANDSTILL;
            pace.reset();
            decodeTimes.restart();
        }
        anchorTs = ts;
        anchorNs = pace.next(stream.mediaNs(arrivalNs));
        correctionNs = 0;
        stepNs = Math.clamp(anchorNs - highestNs, 1, USUAL_STEP_NS);
        return anchorNs;
    }

    private long timeOf(long ts) {
        return anchorNs + Ticks.toNs(ts - anchorTs, rateHz) + correctionNs;
    }

    /** The usual case: the timestamp's own time, drawn a little towards the arrivals. */
    private long drawn(long ts, long arrivalNs, long elapsedNs) {
        long mayNs = Math.max(0, elapsedNs) / MediaClock.SLEW_PER_SECOND;
        long slewNs = Math.clamp(remainingNs, -mayNs, mayNs);
        correctionNs += slewNs;
        remainingNs -= slewNs;
        long ns = timeOf(ts);
        long latenessNs = stream.mediaNs(arrivalNs) - ns;
        if (isOffForGood(latenessNs, arrivalNs)) {
            if (latenessNs > 0) {
                return jump(ts, arrivalNs);
            }
            stream.lead(-latenessNs);
            off = false;
            floor.reset();
            return ns;
        }
        if (!off && floor.offer(latenessNs, arrivalNs)) {
            aim(floor.take());
        }
        return ns;
    }

    /** Far from the arrivals and no longer on the way back or farther off; or hopelessly far. */
    private boolean isOffForGood(long latenessNs, long arrivalNs) {
        boolean far = Math.abs(latenessNs) > JUMP_NS;
        if (far && (!off || Math.abs(latenessNs - offNs) > STEADY_NS)) {
            offSinceNs = arrivalNs;
            offNs = latenessNs;
        }
        off = far;
        return far && (arrivalNs - offSinceNs >= PERSIST_NS || Math.abs(latenessNs) > HOPELESS_NS);
    }

    /** Sets what is to be corrected in the next seconds, by sender reports or by arrival. */
    private void aim(long floorNs) {
        TrackClock reference = stream.reference();
        if (reference != null && reference != this && hasReports()) {
            long differenceUs = cameraMinusMediaUs() - reference.cameraMinusMediaUs();
            if (Math.abs(differenceUs) <= REPORT_OUTLIER_US) {
                long wantedNs = differenceUs * 1000;
                remainingNs = Math.abs(wantedNs) > REPORT_DEAD_ZONE_NS ? wantedNs : 0;
                return;
            }
        }
        remainingNs = Math.abs(floorNs) > DEAD_ZONE_NS ? floorNs : 0;
    }

    boolean hasReports() {
        return anchored && !reports.isEmpty();
    }

    private long cameraMinusMediaUs() {
        return reports.cameraMinusMediaUs(ts -> timeOf(ts) / 1000);
    }

    /**
     * A sender report: advice on how this track lies against the others.
     *
     * @param cameraUs its NTP time, microseconds since 1970 UTC; whatever the camera believes
     * @param rtpTimestamp the same moment by the track's timestamps
     */
    public void onSenderReport(long cameraUs, int rtpTimestamp, long arrivalWallUs) {
        if (anchored) {
            reports.add(cameraUs, lastTs + (rtpTimestamp - lastRtp), arrivalWallUs);
        }
    }

    /** Whether {@link #cameraOffsetUs} has something to say. */
    public boolean knowsCameraOffset() {
        return !reports.isEmpty();
    }

    /** The camera's clock minus the server's by the last sender reports, microseconds. */
    public long cameraOffsetUs() {
        return reports.cameraMinusServerUs();
    }
}
