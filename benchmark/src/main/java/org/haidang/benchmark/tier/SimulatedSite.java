package org.haidang.benchmark.tier;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.haidang.media.stream.ReaderKind;
import org.haidang.media.stream.Stream;
import org.haidang.media.stream.StreamReader;
import org.haidang.uplink.site.Grants;
import org.haidang.uplink.site.MediaBudget;
import org.haidang.uplink.site.Outbox;
import org.haidang.uplink.site.Recordings;
import org.haidang.uplink.site.Route;
import org.haidang.uplink.site.Timing;
import org.haidang.uplink.site.Uplink;
import org.haidang.uplink.trust.Membership;
import org.haidang.uplink.wire.Camera;
import org.haidang.uplink.wire.CameraState;
import org.haidang.uplink.wire.Catalogue;
import org.haidang.uplink.wire.Fact;
import org.haidang.uplink.wire.Place;

/** One site, or a province with facilities of its own, with some cameras that are all live. */
final class SimulatedSite implements Grants, Outbox, AutoCloseable {
    private final Pictures pictures;
    private final Catalogue catalogue;
    private final List<CameraState> states;
    private final LongConsumer delayNs;
    private final Uplink uplink;

    /** Facts under way, each with when it was made. */
    private final Deque<Made> waiting = new ArrayDeque<>();

    private long last;

    private record Made(Fact fact, long atNs) {}

    /**
     * @param folder where nothing is written unless a certificate is renewed
     * @param delayNs hears how long each fact took until the centre said that it keeps it
     */
    SimulatedSite(
            Membership member,
            String name,
            int facilities,
            int cameras,
            Pictures pictures,
            Path folder,
            LongConsumer delayNs) {
        this.pictures = pictures;
        this.delayNs = delayNs;
        Catalogue.Builder all = Catalogue.newBuilder().setWhole(true);
        for (int i = 0; i < facilities; i++) {
            all.addPlaces(
                    Place.newBuilder()
                            .setId("p" + i)
                            .setName(facilities == 1 ? name : name + ", khu " + (i + 1)));
        }
        List<CameraState> live = new ArrayList<>();
        for (int i = 0; i < cameras; i++) {
            String id = "c" + i;
            all.addCameras(
                    Camera.newBuilder()
                            .setId(id)
                            .setPlaceId("p" + i % facilities)
                            .setName("Camera " + (i + 1))
                            .setSub(true));
            live.add(
                    CameraState.newBuilder()
                            .setCameraId(id)
                            .setKind("live")
                            .setRecording("recording")
                            .setCoverageToday(1)
                            .build());
        }
        this.catalogue = all.build();
        this.states = List.copyOf(live);
        this.uplink =
                new Uplink(
                        new Uplink.Config(
                                folder,
                                name,
                                "simulated",
                                Timing.STANDARD,
                                Route.STRAIGHT,
                                MediaBudget.NONE),
                        member,
                        this,
                        this,
                        Recordings.none(),
                        Clock.systemUTC(),
                        RandomGenerator.getDefault());
    }

    void start() {
        var _ = uplink.start();
    }

    boolean linked() {
        return uplink.state().linked();
    }

    /** A camera changed its state: the centre must keep that. */
    synchronized void happen() {
        Fact fact =
                Fact.newBuilder()
                        .setNumber(++last)
                        .setKind("camera-state")
                        .setSubject("c0")
                        .setHappenedUs(System.currentTimeMillis() * 1_000)
                        .setBody(ByteString.copyFromUtf8("{\"kind\":\"live\"}"))
                        .build();
        waiting.add(new Made(fact, System.nanoTime()));
    }

    @Override
    public synchronized long waiting() {
        return waiting.size();
    }

    // ---- what the link asks

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public List<CameraState> states() {
        return states;
    }

    @Override
    public boolean hasSub(String cameraId) {
        return false;
    }

    @Override
    public boolean live(String cameraId) {
        return true;
    }

    @Override
    public boolean playback(String cameraId) {
        return true;
    }

    @Override
    public void overreached(String cameraId, String what) {
        throw new IllegalStateException(what + " of " + cameraId + " was refused");
    }

    @Override
    public Watch watch(String cameraId, String stream) {
        Stream shared = pictures.stream();
        StreamReader reader = shared.open(ReaderKind.LIVE);
        return new Watch() {
            @Override
            public Stream stream() {
                return shared;
            }

            @Override
            public StreamReader reader() {
                return reader;
            }

            @Override
            public void close() {
                reader.close();
            }
        };
    }

    @Override
    public synchronized List<Fact> after(long number, int max) {
        return waiting.stream()
                .map(Made::fact)
                .filter(fact -> fact.getNumber() > number)
                .limit(max)
                .toList();
    }

    @Override
    public synchronized void applied(long number) {
        long nowNs = System.nanoTime();
        while (!waiting.isEmpty() && waiting.getFirst().fact().getNumber() <= number) {
            delayNs.accept(nowNs - waiting.removeFirst().atNs());
        }
    }

    @Override
    public void onAdded(Runnable added) {}

    @Override
    public void close() {
        uplink.close();
    }
}
