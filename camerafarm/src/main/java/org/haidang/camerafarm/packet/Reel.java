package org.haidang.camerafarm.packet;

import java.util.ArrayList;
import java.util.List;
import org.haidang.camerafarm.clip.Clip;
import org.haidang.camerafarm.clip.ClipPicture;
import org.haidang.camerafarm.clip.ClipRecipe;
import org.haidang.camerafarm.clip.Part;
import org.haidang.camerafarm.encode.AudioEncoder;
import org.haidang.camerafarm.encode.VideoSettings;
import org.haidang.media.track.Codec;

/**
 * A run of packet blocks that follows itself without end: one part of a clip, or its sound.
 * Immutable and shared by all cameras that play it.
 */
public final class Reel {

    /** One block and its times in ticks of the reel's clock, from the start of the reel. */
    public record Item(PacketBlock block, long sendTicks, long rtpTicks, boolean key) {}

    /** RTP payload type of video in this farm. */
    public static final int VIDEO_PAYLOAD_TYPE = 96;

    private final int clockHz;
    private final long loopTicks;
    private final long reorderTicks;
    private final long aheadTicks;
    private final List<Item> items;

    private Reel(int clockHz, long loopTicks, List<Item> items) {
        this.clockHz = clockHz;
        this.loopTicks = loopTicks;
        this.items = List.copyOf(items);
        this.reorderTicks = items.getFirst().rtpTicks() - items.getFirst().sendTicks();
        this.aheadTicks =
                items.stream()
                        .mapToLong(item -> item.rtpTicks() - item.sendTicks())
                        .max()
                        .orElse(0);
    }

    /** The pictures of one part of a clip. */
    public static Reel video(Clip clip, Part part) {
        List<Item> items = new ArrayList<>();
        Codec codec = clip.recipe().video().codec();
        for (ClipPicture picture : clip.part(part)) {
            List<byte[]> payloads = Packetizer.video(codec, picture.nals());
            items.add(
                    new Item(
                            Packetizer.block(VIDEO_PAYLOAD_TYPE, payloads, true),
                            picture.decodeTicks(),
                            picture.presentTicks(),
                            picture.key()));
        }
        return new Reel(VideoSettings.CLOCK_HZ, clip.partTicks(part), items);
    }

    /** The sound of a clip. */
    public static Reel audio(Codec codec, AudioEncoder.Sound sound) {
        List<Item> items = new ArrayList<>();
        long ticks = 0;
        for (byte[] frame : sound.frames()) {
            List<byte[]> payloads = List.of(Packetizer.audio(codec, frame));
            PacketBlock block =
                    Packetizer.block(audioPayloadType(codec), payloads, codec == Codec.AAC);
            items.add(new Item(block, ticks, ticks, true));
            ticks += sound.samplesPerFrame();
        }
        return new Reel(ClipRecipe.sampleRateHz(codec), ticks, items);
    }

    /** The static payload types of RFC 3551 for G.711, a dynamic one for AAC. */
    public static int audioPayloadType(Codec codec) {
        return switch (codec) {
            case PCMU -> 0;
            case PCMA -> 8;
            case AAC -> 97;
            case H264, H265 -> throw new IllegalArgumentException("not audio: " + codec);
        };
    }

    public int clockHz() {
        return clockHz;
    }

    /** From its start to its next start. */
    public long loopTicks() {
        return loopTicks;
    }

    /** How far timestamps run ahead of sending, because pictures are reordered. */
    public long reorderTicks() {
        return reorderTicks;
    }

    /** The most by which a timestamp runs ahead of its sending. */
    public long aheadTicks() {
        return aheadTicks;
    }

    public int size() {
        return items.size();
    }

    public Item item(int index) {
        return items.get(index);
    }

    /** The longest block in bytes, when each packet carries the replay extension. */
    public int longestBlock() {
        return items.stream().mapToInt(item -> item.block().extendedLength()).max().orElse(0);
    }

    /** The last item that is sent at a place in the loop or before it. */
    public int lastAtOrBefore(long inLoop) {
        int low = 0;
        int high = items.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (items.get(middle).sendTicks() <= inLoop) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The key picture nearest to a place in the loop, around its end too. */
    public int nearestKey(long ticks) {
        long inLoop = Math.floorMod(ticks, loopTicks);
        int best = 0;
        long bestAway = Long.MAX_VALUE;
        for (int i = 0; i < items.size(); i++) {
            long away = Math.abs(items.get(i).sendTicks() - inLoop);
            away = Math.min(away, loopTicks - away);
            if (items.get(i).key() && away < bestAway) {
                best = i;
                bestAway = away;
            }
        }
        return best;
    }
}
