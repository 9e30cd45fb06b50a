package org.haidang.camerafarm.camera;

import org.haidang.camerafarm.clip.Part;
import org.haidang.camerafarm.packet.Reel;
import org.jspecify.annotations.Nullable;

/** One stream of one camera as it runs: the same for everyone who watches it. */
public final class Feed {

    private final CameraStream stream;
    private final Timeline video;
    private final @Nullable Timeline audio;

    Feed(CameraStream stream, long originNs) {
        this.stream = stream;
        this.video = new Timeline(Part.LIVE, stream.video(Part.LIVE), originNs);
        Reel sound = stream.audio();
        this.audio = sound == null ? null : new Timeline(Part.LIVE, sound, originNs);
    }

    public CameraStream stream() {
        return stream;
    }

    public Timeline video() {
        return video;
    }

    /** The sound, or null. */
    public @Nullable Timeline audio() {
        return audio;
    }

    /** The track of a number in addresses: 0 is the video, 1 the sound; or null. */
    public @Nullable Timeline track(int number) {
        return switch (number) {
            case 0 -> video;
            case 1 -> audio;
            default -> null;
        };
    }

    /** Makes a key picture for a new viewer, which all get. On the event loop. */
    public void makeKey(long nowNs) {
        video.makeKey(nowNs);
    }

    /** Shows a part of its clip from the next picture on. On the event loop. */
    void show(Part part, long nowNs) {
        if (video.part() != part) {
            video.turn(part, stream.video(part), nowNs);
        }
    }
}
