package org.haidang.camerafarm.onvif;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.haidang.camerafarm.camera.DeviceClock;
import org.haidang.camerafarm.camera.FakeCamera;
import org.haidang.camerafarm.camera.Storage;

/** What a device has stored of one channel, told in the time of its own clock. */
record Recording(Channel channel, Storage storage) {

    /**
     * A track of it.
     *
     * @param type {@code Video} or {@code Audio}
     */
    record Track(String token, String type) {}

    /**
     * A stretch without holes by the device's clock.
     *
     * @param goesOn whether it is being recorded now
     */
    record Stretch(Instant from, Instant to, boolean goesOn) {}

    String token() {
        return "recording_" + channel.number();
    }

    List<Track> tracks() {
        List<Track> tracks = new ArrayList<>();
        tracks.add(new Track("video_" + channel.number(), "Video"));
        if (storage.feed().audio() != null) {
            tracks.add(new Track("audio_" + channel.number(), "Audio"));
        }
        return tracks;
    }

    boolean has(String trackType) {
        return tracks().stream().anyMatch(track -> track.type().equals(trackType));
    }

    /** The stretches it has now, in order. */
    List<Stretch> stretches() {
        DeviceClock clock = channel.camera().clock();
        return storage.stretches(clock.farm().nowNs()).stream()
                .map(each ->
                        new Stretch(
                                clock.at(each.fromNs()), clock.at(each.untilNs()), each.goesOn()))
                .toList();
    }

    /** {@code tt:RecordingInformation} (ONVIF Recording Search, data structures). */
    Xml information() {
        FakeCamera camera = channel.camera();
        List<Stretch> stretches = stretches();
        List<Xml> parts = new ArrayList<>();
        parts.add(Xml.text("tt:RecordingToken", token()));
        parts.add(
                Xml.of(
                        "tt:Source",
                        Xml.text("tt:SourceId", channel.sourceToken()),
                        Xml.text("tt:Name", camera.plan().name()),
                        Xml.text("tt:Location", camera.plan().zone()),
                        Xml.text("tt:Description", "Kênh " + channel.number()),
                        Xml.text("tt:Address", camera.plan().id())));
        Instant now = camera.clock().instant();
        Instant from = stretches.isEmpty() ? now : stretches.getFirst().from();
        Instant to = stretches.isEmpty() ? now : stretches.getLast().to();
        if (!stretches.isEmpty()) {
            parts.add(Xml.text("tt:EarliestRecording", Service.dateTime(from)));
            parts.add(Xml.text("tt:LatestRecording", Service.dateTime(to)));
        }
        parts.add(Xml.text("tt:Content", "Ghi liên tục"));
        for (Track track : tracks()) {
            parts.add(
                    Xml.of(
                            "tt:Track",
                            Xml.text("tt:TrackToken", track.token()),
                            Xml.text("tt:TrackType", track.type()),
                            Xml.text("tt:Description", track.type() + " " + channel.number()),
                            Xml.text("tt:DataFrom", Service.dateTime(from)),
                            Xml.text("tt:DataTo", Service.dateTime(to))));
        }
        boolean goesOn = !stretches.isEmpty() && stretches.getLast().goesOn();
        parts.add(Xml.text("tt:RecordingStatus", goesOn ? "Recording" : "Stopped"));
        return Xml.of("tt:RecordingInformation", parts);
    }
}
