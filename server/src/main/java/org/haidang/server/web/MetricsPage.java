package org.haidang.server.web;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.haidang.archive.disk.DiskState;
import org.haidang.archive.disk.DiskStatus;
import org.haidang.archive.record.RecorderState;
import org.haidang.archive.record.RecorderStatus;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.engine.CameraStatus;
import org.haidang.server.engine.CameraStatus.StreamStatus;
import org.haidang.server.web.request.Services;

/**
 * What Prometheus reads: every queue, drop, gap, reconnect, viewer and disk. Values of cameras are
 * taken when they are asked for, so that they cost nothing in between.
 */
final class MetricsPage implements AutoCloseable {
    private record NamedStream(String camera, String stream, StreamStatus status) {}

    private final Services services;
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final Map<MultiGauge, ToDoubleFunction<NamedStream>> streamGauges =
            new LinkedHashMap<>();
    private final Map<MultiGauge, ToDoubleFunction<RecorderStatus>> recorderGauges =
            new LinkedHashMap<>();
    private final Map<MultiGauge, ToDoubleFunction<DiskStatus>> diskGauges = new LinkedHashMap<>();
    private final MultiGauge cameraState;
    private final MultiGauge alarms;

    MetricsPage(Services services, EventHub events) {
        this.services = services;
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gc.bindTo(registry);
        gauge("haidang.viewers", "Live viewers", () -> services.viewers().count());
        counter(
                "haidang.viewers.bytes",
                "Bytes sent to live viewers",
                () -> services.viewers().bytesSent());
        counter(
                "haidang.viewers.lost.groups",
                "Groups of pictures slow viewers did not get",
                () -> services.viewers().groupsLost());
        counter(
                "haidang.viewers.refused",
                "Viewers refused for their number",
                () -> services.viewers().refused());
        gauge("haidang.events.listeners", "Listeners to server-sent events", events::count);
        gauge(
                "haidang.database.waiting",
                "Calls waiting for the database",
                () -> services.database().waiting());
        gauge(
                "haidang.audit.viewings",
                "Viewings whose end is not in the audit log yet",
                () -> services.viewings().count());
        gauge(
                "haidang.stills.cache.bytes",
                "Bytes of remembered stills",
                () -> services.stills().cacheBytes());
        counter(
                "haidang.stills.cache.hits",
                "Stills taken from memory",
                () -> services.stills().cacheHits());
        counter(
                "haidang.stills.cache.misses",
                "Stills decoded",
                () -> services.stills().cacheMisses());
        gauge(
                "haidang.logins.remembered",
                "Accounts and addresses with failed logins",
                () -> services.accounts().throttle().size());
        this.cameraState = multi("haidang.camera.state", "1 for the state a camera is in");
        this.alarms = multi("haidang.alarm", "1 for each alarm that stands");
        streamGauges();
        recorderGauges();
        diskGauges();
    }

    private void gauge(String name, String help, java.util.function.Supplier<Number> value) {
        Gauge.builder(name, value).description(help).register(registry);
    }

    private void counter(String name, String help, java.util.function.LongSupplier value) {
        FunctionCounter.builder(name, value, java.util.function.LongSupplier::getAsLong)
                .description(help)
                .register(registry);
    }

    private MultiGauge multi(String name, String help) {
        return MultiGauge.builder(name).description(help).register(registry);
    }

    private void streamGauges() {
        stream("bytes", "RTP bytes received", s -> s.status().source().bytes());
        stream("packets", "RTP packets received", s -> s.status().source().packets());
        stream("packets.lost", "RTP packets that never came", s -> s.status().source().lost());
        stream(
                "packets.reordered",
                "RTP packets put back in order",
                s -> s.status().source().reordered());
        stream(
                "packets.foreign",
                "Packets of other senders",
                s -> s.status().source().foreignPackets());
        stream(
                "malformed",
                "Packets and messages that could not be read",
                s -> s.status().source().malformed());
        stream(
                "units.damaged",
                "Pictures with packets missing",
                s -> s.status().source().damagedUnits());
        stream("reconnects", "Connections lost or given up", s -> s.status().source().reconnects());
        stream("pictures", "Pictures made into fragments", s -> s.status().stats().pictures());
        stream("fps", "Pictures per second", s -> s.status().stats().fps());
        stream("kbps", "Kilobits per second", s -> s.status().stats().kbps());
        stream("gop.ms", "Length of the last group of pictures", s -> s.status().stats().groupMs());
        stream("held.bytes", "Bytes in the stream's memory", s -> s.status().stats().heldBytes());
        stream(
                "held.fragments",
                "Fragments in the stream's memory",
                s -> s.status().stats().heldFragments());
        stream("viewers", "Live viewers", s -> s.status().stats().liveReaders());
        stream(
                "lost.groups.live",
                "Groups slow viewers did not get",
                s -> s.status().stats().lostGroupsLive());
        stream(
                "lost.groups.recorder",
                "Groups a slow recorder did not get",
                s -> s.status().stats().lostGroupsRecorder());
        stream(
                "gop.overflows",
                "Groups too large to be kept for joiners",
                s -> s.status().stats().gopOverflows());
        stream(
                "dropped.units",
                "Access units no fragment was made of",
                s -> {
                    var dropped = s.status().stats().droppedUnits();
                    return dropped.beforeKeyPicture() + dropped.beforeTracks() + dropped.unusable();
                });
    }

    private void stream(String name, String help, ToDoubleFunction<NamedStream> value) {
        streamGauges.put(multi("haidang.stream." + name, help), value);
    }

    private void recorderGauges() {
        recorder("bytes", "Bytes written", RecorderStatus::bytesWritten);
        recorder("segments", "Files begun", RecorderStatus::segments);
        recorder("lost.groups", "Groups of pictures lost", RecorderStatus::lostGroups);
        recorder(
                "durable.until.seconds",
                "End of the last picture forced to disk, seconds since 1970",
                r -> r.durableUntilUs() / 1e6);
        recorder(
                "recording",
                "1 when pictures come to disk",
                r -> r.state() == RecorderState.RECORDING ? 1 : 0);
    }

    private void recorder(String name, String help, ToDoubleFunction<RecorderStatus> value) {
        recorderGauges.put(multi("haidang.recorder." + name, help), value);
    }

    private void diskGauges() {
        disk("total.bytes", "Size", DiskStatus::totalBytes);
        disk("free.bytes", "Free", DiskStatus::freeBytes);
        disk("archive.bytes", "Of whole recordings", DiskStatus::archiveBytes);
        disk("written.bytes", "Written since start", DiskStatus::bytesWritten);
        disk("syncs", "Times files were forced to disk", DiskStatus::syncs);
        disk("slowest.sync.ms", "The slowest of them", DiskStatus::slowestSyncMs);
        disk("ok", "1 when nothing is wrong", d -> d.state() == DiskState.OK ? 1 : 0);
    }

    private void disk(String name, String help, ToDoubleFunction<DiskStatus> value) {
        diskGauges.put(multi("haidang.disk." + name, help), value);
    }

    synchronized String text() {
        List<NamedStream> streams = new ArrayList<>();
        List<Row<?>> states = new ArrayList<>();
        for (Camera camera : services.registry().all()) {
            services.engine()
                    .status(camera.id())
                    .ifPresent(status -> collect(camera, status, streams, states));
        }
        cameraState.register(states, true);
        alarms.register(
                services.archive().alarms().stream()
                        .<Row<?>>map(a ->
                                Row.of(
                                        Tags.of(
                                                "kind",
                                                StateView.word(a.kind()),
                                                "subject",
                                                a.subject()),
                                        1))
                        .toList(),
                true);
        fill(streamGauges, streams, s -> Tags.of("camera", s.camera(), "stream", s.stream()));
        fill(
                recorderGauges,
                services.archive().recorders(),
                r -> Tags.of("camera", r.key().cameraId(), "stream", r.key().stream()));
        fill(diskGauges, services.archive().disks(), d -> Tags.of("disk", d.name()));
        return registry.scrape();
    }

    private static void collect(
            Camera camera, CameraStatus status, List<NamedStream> streams, List<Row<?>> states) {
        states.add(
                Row.of(Tags.of("camera", camera.id(), "state", StateView.word(status.kind())), 1));
        StreamStatus main = status.main();
        StreamStatus sub = status.sub();
        if (main != null) {
            streams.add(new NamedStream(camera.id(), "main", main));
        }
        if (sub != null) {
            streams.add(new NamedStream(camera.id(), "sub", sub));
        }
    }

    private static <T> void fill(
            Map<MultiGauge, ToDoubleFunction<T>> gauges, List<T> items, Function<T, Tags> tags) {
        gauges.forEach((gauge, value) ->
                gauge.register(
                        items.stream()
                                .<Row<?>>map(
                                        item -> Row.of(tags.apply(item), value.applyAsDouble(item)))
                                .toList(),
                        true));
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }
}
