package org.haidang.camerafarm.camera;

import java.util.List;
import org.haidang.camerafarm.clip.Part;
import org.jspecify.annotations.Nullable;

/**
 * One camera: its plan, its streams, its storage and how it behaves now. How it behaves belongs to
 * the thread of the farm's event loop; all else may be read from any thread.
 */
public final class FakeCamera {

    private static final long NANOS = 1_000_000_000L;

    /** Steps of the golden ratio spread any number of starts evenly. */
    private static final double GOLDEN = 0.618_033_988_75;

    private final CameraPlan plan;
    private final DeviceClock clock;
    private final long originNs;
    private final Feed main;
    private final @Nullable Feed sub;
    private final @Nullable Storage storage;
    private @Nullable Misbehaviour misbehaviour;
    private long misbehavesUntilNs;

    /**
     * When a camera began to run.
     *
     * @param number its place in the farm, from 0; spreads the cameras' pictures in time
     * @param epochNs when the farm began, by the monotonic clock
     * @param clock its clock; the farm's in it says at which whole millisecond it begins a loop
     */
    public record Start(int number, long epochNs, DeviceClock clock) {}

    /**
     * @param size what is stored of its main stream, or null for nothing
     */
    public FakeCamera(
            CameraPlan plan,
            CameraStream main,
            @Nullable CameraStream sub,
            Start start,
            Storage.@Nullable Size size) {
        this.plan = plan;
        this.clock = start.clock;
        double loopSeconds = (double) main.video(Part.LIVE).loopTicks() / 90_000;
        long spreadNs = (long) (start.number * GOLDEN % 1 * loopSeconds * NANOS);
        this.originNs = clock.farm().wholeMs(start.epochNs - spreadNs);
        this.main = new Feed(main, originNs);
        this.sub = sub == null ? null : new Feed(sub, originNs);
        this.storage = size == null ? null : new Storage(this.main, clock.farm(), size);
    }

    public CameraPlan plan() {
        return plan;
    }

    /** The stream of a name in addresses, {@code main} or {@code sub}, or null. */
    public @Nullable Feed feed(String name) {
        return switch (name) {
            case "main" -> main;
            case "sub" -> sub;
            default -> null;
        };
    }

    /** What its streams play, the largest first. */
    public List<CameraStream> streams() {
        return sub == null ? List.of(main.stream()) : List.of(main.stream(), sub.stream());
    }

    /** What is stored of its main stream, or null when nothing is. */
    public @Nullable Storage storage() {
        return storage;
    }

    /** Its own clock, which may be wrong. */
    public DeviceClock clock() {
        return clock;
    }

    /** When its clock began to run. */
    public long originNs() {
        return originNs;
    }

    /** Misbehaves from now on; its streams show what goes with it from the next picture on. */
    public void misbehave(Misbehaviour what, long nowNs) {
        misbehaviour = what;
        misbehavesUntilNs =
                what.seconds() == 0 ? Long.MAX_VALUE : nowNs + (long) (what.seconds() * NANOS);
        follow(nowNs);
    }

    public void behave(long nowNs) {
        misbehaviour = null;
        follow(nowNs);
    }

    private void follow(long nowNs) {
        main.show(part(), nowNs);
        if (sub != null) {
            sub.show(part(), nowNs);
        }
    }

    /** What it does wrong now, or null. */
    public @Nullable Misbehaviour misbehaviour() {
        return misbehaviour;
    }

    public boolean does(Misbehaviour.Kind kind) {
        return misbehaviour != null && misbehaviour.kind() == kind;
    }

    /** Whether it cannot be reached over RTSP. */
    public boolean away() {
        return does(Misbehaviour.Kind.REBOOT) || does(Misbehaviour.Kind.OUTAGE);
    }

    /** Whether it must go back to normal now. */
    public boolean misbehaviourOver(long nowNs) {
        return misbehaviour != null && nowNs >= misbehavesUntilNs;
    }

    /** Which part of its clips it shows now. */
    private Part part() {
        if (misbehaviour == null) {
            return Part.LIVE;
        }
        return switch (misbehaviour.kind()) {
            case FREEZE -> Part.STILL;
            case BLACK -> Part.BLACK;
            case RESOLUTION -> Part.RESIZED;
            case HANG, CLOSE, DROP, JUMP, REFUSE_LOGIN, REBOOT, OUTAGE -> Part.LIVE;
        };
    }
}
