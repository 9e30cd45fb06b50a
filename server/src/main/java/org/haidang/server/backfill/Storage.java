package org.haidang.server.backfill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.haidang.media.rtsp.RtspUri;
import org.haidang.onvif.Channel;
import org.haidang.onvif.OnvifDevice;
import org.haidang.onvif.OnvifException;
import org.haidang.onvif.OnvifFailure;
import org.haidang.onvif.Recording;
import org.haidang.onvif.Recordings;
import org.haidang.onvif.StoredTime;

/**
 * What a device keeps of one of its cameras. Each method asks over the network and blocks. Not
 * thread-safe.
 */
public final class Storage {
    /** Devices tell their time in whole seconds, cut off: they are half of one ahead of that. */
    private static final Duration CUT_OFF = Duration.ofMillis(500);

    private final Recordings recordings;
    private final Recording recording;
    private final Duration clockOffset;

    private Storage(Recordings recordings, Recording recording, Duration clockOffset) {
        this.recordings = recordings;
        this.recording = recording;
        this.clockOffset = clockOffset;
    }

    /**
     * Finds the recording of a camera.
     *
     * @param device in which nothing has been said yet
     * @param profile one of the camera's at the device
     */
    static Storage of(OnvifDevice device, String profile) throws FetchException {
        try {
            Duration offset = offset(device);
            Recordings recordings = device.recordings();
            List<Channel> channels = device.channels();
            List<Recording> all = recordings.all();
            Channel channel =
                    channels.stream()
                            .filter(one -> has(one, profile))
                            .findFirst()
                            .orElse(channels.size() == 1 ? channels.getFirst() : null);
            if (all.isEmpty()) {
                throw new FetchException(FetchResult.NO_STORAGE, "it keeps no recordings");
            }
            if (channel == null) {
                throw new FetchException(
                        FetchResult.NOT_OF_THIS_CAMERA, "it has no profile " + profile);
            }
            Recording found =
                    find(all, channel, channels.size())
                            .orElseThrow(() ->
                                    new FetchException(
                                            FetchResult.NOT_OF_THIS_CAMERA,
                                            "none of its "
                                                    + all.size()
                                                    + " recordings is of source "
                                                    + channel.sourceToken()));
            return new Storage(recordings, found, offset);
        } catch (OnvifException e) {
            throw FetchException.of(e);
        }
    }

    private static boolean has(Channel channel, String profile) {
        return channel.profiles().stream().anyMatch(one -> one.token().equals(profile));
    }

    /** A device that does not tell its time is taken for right. */
    private static Duration offset(OnvifDevice device) throws OnvifException {
        try {
            device.deviceTime();
            return device.clockOffset().plus(CUT_OFF);
        } catch (OnvifException e) {
            if (e.failure() == OnvifFailure.FAULT || e.failure() == OnvifFailure.UNSUPPORTED) {
                return Duration.ZERO;
            }
            throw e;
        }
    }

    /**
     * By its source; else by its name, or the only one there is, or in a recorder that has one of
     * each channel the one in the same place.
     */
    private static Optional<Recording> find(List<Recording> all, Channel channel, int channels) {
        return only(all, one -> one.source().equals(channel.sourceToken()))
                .or(() -> only(all, one -> named(one, channel)))
                .or(() -> channels == 1 ? only(all, _ -> true) : Optional.empty())
                .or(() ->
                        all.size() == channels
                                ? Optional.of(all.get(channel.number() - 1))
                                : Optional.empty());
    }

    private static boolean named(Recording recording, Channel channel) {
        return !channel.name().isEmpty() && recording.name().equals(channel.name());
    }

    private static Optional<Recording> only(List<Recording> all, Predicate<Recording> which) {
        List<Recording> found = all.stream().filter(which).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** Its clock minus ours, to about a second. */
    public Duration clockOffset() {
        return clockOffset;
    }

    /** Since when it keeps this camera, by our clock; empty when it does not tell. */
    public Optional<Instant> earliest() {
        return Optional.ofNullable(recording.earliest());
    }

    /** Of which times between two it has pictures, in order. */
    public List<StoredTime> stored(Instant from, Instant to) throws FetchException {
        try {
            return recordings.stored(recording, from, to);
        } catch (OnvifException e) {
            throw FetchException.of(e);
        }
    }

    /** Where it is played. */
    RtspUri uri() throws FetchException {
        try {
            return recordings.uri(recording);
        } catch (OnvifException e) {
            throw FetchException.of(e);
        }
    }
}
