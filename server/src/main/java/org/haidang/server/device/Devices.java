package org.haidang.server.device;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.haidang.media.rtsp.Credentials;
import org.haidang.onvif.Channel;
import org.haidang.onvif.MediaProfile;
import org.haidang.onvif.OnvifDevice;
import org.haidang.onvif.OnvifException;
import org.haidang.onvif.OnvifFailure;
import org.haidang.onvif.OnvifLimits;
import org.haidang.onvif.discovery.AddressRange;
import org.haidang.onvif.discovery.FoundDevice;
import org.haidang.onvif.net.Discovery;
import org.haidang.server.device.Examined.FoundChannel;
import org.haidang.server.device.Examined.FoundStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds devices and asks them. Waits for the network, so call it on a virtual thread. Thread-safe.
 */
public final class Devices {
    /** A recorder answers its channels one after another. */
    public static final int MAX_CHANNELS = 256;

    /** Slow devices answer a multicast within four seconds (WS-Discovery section 7). */
    private static final Duration SEARCH = Duration.ofSeconds(8);

    private final Predicate<InetAddress> guard;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * @param guard which addresses may be asked
     */
    public Devices(Predicate<InetAddress> guard, InstantSource clock, RandomGenerator random) {
        this.guard = guard;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Searches for a few seconds.
     *
     * @param ranges addresses that a person named, may be empty
     * @param multicast whether the networks of this machine are asked, too
     * @param told of each device once, as it is found, in the calling thread
     */
    public void search(List<AddressRange> ranges, boolean multicast, Consumer<FoundDevice> told)
            throws InterruptedException {
        BlockingQueue<Optional<FoundDevice>> found = new LinkedBlockingQueue<>();
        Thread searching =
                Thread.ofVirtual()
                        .name("device-search")
                        .start(() -> {
                            try {
                                Discovery.search(
                                        ranges,
                                        multicast,
                                        SEARCH,
                                        guard,
                                        device -> found.add(Optional.of(device)));
                            } finally {
                                found.add(Optional.empty());
                            }
                        });
        try {
            Optional<FoundDevice> next = found.take();
            while (next.isPresent()) {
                told.accept(next.get());
                next = found.take();
            }
        } finally {
            searching.interrupt(); // whoever asked has left
        }
    }

    /**
     * Asks one device all that is needed to add its cameras.
     *
     * @param login null to ask only what it tells anybody
     */
    public Examined examine(URI service, @Nullable Credentials login) throws OnvifException {
        OnvifDevice device = conversation(service, login);
        Duration offset = clockOffset(device);
        var information = device.information();
        List<FoundChannel> channels = new ArrayList<>();
        for (Channel channel : device.channels()) {
            if (channels.size() < MAX_CHANNELS) {
                channels.add(channel(device, channel));
            }
        }
        return new Examined(service, information, hardwareAddress(device), offset, channels);
    }

    /** A conversation with one device, in which nothing has been said yet. */
    public OnvifDevice conversation(URI service, @Nullable Credentials login) {
        return new OnvifDevice(service, login, OnvifLimits.DEFAULT, guard, clock, random);
    }

    /** A device without the time is used all the same. */
    private static @Nullable Duration clockOffset(OnvifDevice device) throws OnvifException {
        try {
            device.deviceTime();
            return device.clockOffset();
        } catch (OnvifException e) {
            if (isOfTheAnswer(e)) {
                return null;
            }
            throw e;
        }
    }

    private static @Nullable String hardwareAddress(OnvifDevice device) throws OnvifException {
        try {
            return device.hardwareAddress();
        } catch (OnvifException e) {
            if (isOfTheAnswer(e)) {
                return null;
            }
            throw e;
        }
    }

    /** The device lives and will not say this one thing. */
    private static boolean isOfTheAnswer(OnvifException e) {
        return e.failure() == OnvifFailure.FAULT || e.failure() == OnvifFailure.UNSUPPORTED;
    }

    private static FoundChannel channel(OnvifDevice device, Channel channel) throws OnvifException {
        MediaProfile main = channel.main();
        MediaProfile sub = channel.sub();
        return new FoundChannel(
                channel.number(),
                channel.name(),
                main == null ? null : stream(device, main),
                sub == null ? null : stream(device, sub),
                channel.profiles().stream()
                        .filter(MediaProfile::ptz)
                        .map(MediaProfile::token)
                        .findFirst()
                        .orElse(null));
    }

    private static @Nullable FoundStream stream(OnvifDevice device, MediaProfile profile)
            throws OnvifException {
        try {
            return new FoundStream(profile, device.streamUri(profile).toString());
        } catch (OnvifException e) {
            if (isOfTheAnswer(e)) {
                return null;
            }
            throw e;
        }
    }
}
