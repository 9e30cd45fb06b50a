package org.haidang.programme.facility;

import java.time.Duration;
import org.haidang.programme.vietnamese.Sentence;

/**
 * What is known of a camera's own clock. Recordings bear the server's time and never the camera's,
 * so a camera that tells nothing of its time is no reason to call it unconnected; one that tells a
 * wrong time is, for that time stands in its pictures.
 */
public sealed interface CameraClock {

    /**
     * It tells its time.
     *
     * @param offset the camera's clock minus the server's, either sign
     */
    record Told(Duration offset) implements CameraClock {}

    /**
     * It was listened to for at least {@link #LISTENED} and sent no report with its time (RFC 3550,
     * 6.4.1): nobody knows it, and it is shown as not known.
     */
    record Silent() implements CameraClock {}

    /** Nobody has listened for long enough; this proves nothing. */
    record NotMeasured() implements CameraClock {}

    /**
     * Reports come every 5 s, at most half as much again (RFC 3550, 6.2); some cameras are lazier.
     */
    Duration LISTENED = Duration.ofMinutes(2);

    /** To be said wherever a silent camera counts as connected. */
    Sentence UNKNOWN =
            new Sentence(
                    "Camera không báo giờ của mình nên không rõ giờ in trên hình có đúng không; bản ghi theo giờ máy chủ.",
                    "The camera does not tell its time, so nobody knows whether the time in its picture is right; recordings go by the server's.");
}
