package org.haidang.camerafarm.camera;

import org.haidang.camerafarm.clip.Part;
import org.jspecify.annotations.Nullable;

/**
 * One camera: its plan, its streams and how it behaves now. Belongs to the thread of the farm's
 * event loop.
 */
public final class FakeCamera {

    private static final long NANOS = 1_000_000_000L;

    /** Steps of the golden ratio spread any number of starts evenly. */
    private static final double GOLDEN = 0.618_033_988_75;

    private final CameraPlan plan;
    private final CameraStream main;
    private final @Nullable CameraStream sub;
    private final long originNs;
    private @Nullable Misbehaviour misbehaviour;
    private long misbehavesUntilNs;

    /**
     * @param number its place in the farm, from 0; spreads the cameras' pictures in time
     * @param epochNs when the farm began
     */
    public FakeCamera(
            CameraPlan plan,
            CameraStream main,
            @Nullable CameraStream sub,
            int number,
            long epochNs) {
        this.plan = plan;
        this.main = main;
        this.sub = sub;
        double loopSeconds = (double) main.video(Part.LIVE).loopTicks() / 90_000;
        this.originNs = epochNs - (long) (number * GOLDEN % 1 * loopSeconds * NANOS);
    }

    public CameraPlan plan() {
        return plan;
    }

    /** The stream of a name in addresses, {@code main} or {@code sub}, or null. */
    public @Nullable CameraStream stream(String name) {
        return switch (name) {
            case "main" -> main;
            case "sub" -> sub;
            default -> null;
        };
    }

    /** When its clock began to run. */
    public long originNs() {
        return originNs;
    }

    public void misbehave(Misbehaviour what, long nowNs) {
        misbehaviour = what;
        misbehavesUntilNs =
                what.seconds() == 0 ? Long.MAX_VALUE : nowNs + (long) (what.seconds() * NANOS);
    }

    public void behave() {
        misbehaviour = null;
    }

    /** What it does wrong now, or null. */
    public @Nullable Misbehaviour misbehaviour() {
        return misbehaviour;
    }

    public boolean does(Misbehaviour.Kind kind) {
        return misbehaviour != null && misbehaviour.kind() == kind;
    }

    /** Whether it must go back to normal now. */
    public boolean misbehaviourOver(long nowNs) {
        return misbehaviour != null && nowNs >= misbehavesUntilNs;
    }

    /** Which part of its clips it shows now. */
    public Part part() {
        if (misbehaviour == null) {
            return Part.LIVE;
        }
        return switch (misbehaviour.kind()) {
            case FREEZE -> Part.STILL;
            case BLACK -> Part.BLACK;
            case RESOLUTION -> Part.RESIZED;
            case HANG, CLOSE, DROP, JUMP, REFUSE_LOGIN, REBOOT -> Part.LIVE;
        };
    }
}
