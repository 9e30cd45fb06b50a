package org.haidang.server.device;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
import org.haidang.onvif.Snapshot;
import org.haidang.onvif.discovery.AddressRange;
import org.haidang.onvif.discovery.FoundDevice;
import org.haidang.onvif.net.CertificateRule;
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

    /** The longest that a device's own picture is waited for. */
    private static final Duration SNAPSHOT = Duration.ofSeconds(10);

    private static final System.Logger LOG = System.getLogger(Devices.class.getName());

    private final Predicate<InetAddress> guard;
    private final CertificateRule byPerson;
    private final CertificateRule byProgram;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * For devices by http alone: over https it trusts nobody.
     *
     * @param guard which addresses may be asked
     */
    public Devices(Predicate<InetAddress> guard, InstantSource clock, RandomGenerator random) {
        this(guard, CertificateRule.nobody(), CertificateRule.nobody(), clock, random);
    }

    /**
     * @param guard which addresses may be asked
     * @param trust what devices are known by over https
     */
    public Devices(
            Predicate<InetAddress> guard,
            DeviceTrust trust,
            InstantSource clock,
            RandomGenerator random) {
        this(guard, trust.firstUse(), trust.known(), clock, random);
    }

    private Devices(
            Predicate<InetAddress> guard,
            CertificateRule byPerson,
            CertificateRule byProgram,
            InstantSource clock,
            RandomGenerator random) {
        this.guard = guard;
        this.byPerson = byPerson;
        this.byProgram = byProgram;
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
     * Asks one device all that is needed to add its cameras, because a person wants to know: over
     * https the first key that it shows is what it is known by from then on.
     *
     * @param login null to ask only what it tells anybody
     */
    public Examined examine(URI service, @Nullable Credentials login) throws OnvifException {
        OnvifDevice device = conversation(service, login, byPerson);
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

    /**
     * A conversation with one device, in which nothing has been said yet. Over https it is held
     * only with a device that a person has asked before.
     */
    public OnvifDevice conversation(URI service, @Nullable Credentials login) {
        return conversation(service, login, byProgram);
    }

    private OnvifDevice conversation(
            URI service, @Nullable Credentials login, CertificateRule certificates) {
        return new OnvifDevice(
                service, login, OnvifLimits.DEFAULT, guard, certificates, clock, random);
    }

    /**
     * A picture that a device makes itself of one of its channels, where its stream shows none.
     * Waited for {@link #SNAPSHOT} at most, with all that has to be asked before.
     *
     * @param profile one of the channel's; of another name, the first channel is meant
     * @return empty when it has none, or gives none in time
     */
    public Optional<Snapshot> snapshot(URI service, @Nullable Credentials login, String profile)
            throws InterruptedException {
        FutureTask<@Nullable Snapshot> asking =
                new FutureTask<>(() -> snapshot(conversation(service, login), profile));
        Thread thread = Thread.ofVirtual().name("device-snapshot").start(asking);
        try {
            return Optional.ofNullable(asking.get(SNAPSHOT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            LOG.log(Level.DEBUG, "no snapshot of " + service + ": " + e.getCause());
            return Optional.empty();
        } catch (TimeoutException e) {
            return Optional.empty();
        } finally {
            thread.interrupt(); // nobody waits for it any more
        }
    }

    private static @Nullable Snapshot snapshot(OnvifDevice device, String profile)
            throws OnvifException {
        List<MediaProfile> all =
                device.channels().stream().flatMap(one -> one.profiles().stream()).toList();
        Optional<MediaProfile> wanted =
                all.stream()
                        .filter(one -> one.token().equals(profile))
                        .findFirst()
                        .or(() -> all.stream().findFirst());
        return wanted.isEmpty() ? null : device.snapshot(wanted.get());
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
