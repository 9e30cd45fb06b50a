package org.haidang.media.rtp;

import java.util.Arrays;
import java.util.List;
import org.haidang.media.codec.H264Nal;
import org.haidang.media.codec.H265Nal;
import org.haidang.media.codec.ParameterSets;
import org.haidang.media.codec.PictureHeaders;
import org.haidang.media.codec.StartCodes;
import org.haidang.media.track.Codec;
import org.haidang.media.track.Track;
import org.haidang.media.track.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * Puts NAL units together into access units. By the RFCs the marker bit ends a picture; cameras
 * also never set it, or set it on parameter sets, or on every slice. So a unit ends
 *
 * <pre>
 * at the marker            if a slice is in hand (not after parameter sets or SEI alone), until the
 *                          camera is found to set markers within pictures
 * at another timestamp     if a slice is in hand; else what came ahead belongs to the next picture
 * at the next picture's    if the camera sets no (useful) marker and keeps the timestamp
 *   first NAL unit
 * at {@link UnitBuffer}'s limits   and is dropped
 * </pre>
 *
 * <p>Units before the first random access point are dropped. NAL units stay as received.
 */
final class PictureAssembler implements NalPayload.Sink {
    static final int TIMESCALE_HZ = 90_000;

    /** After this long without a random access point, intra pictures are taken as entry. */
    private static final long INTRA_ENTRY_NS = 10_000_000_000L;

    private static final int SAW_SPS = 1;
    private static final int SAW_PPS = 2;

    private final Codec codec;
    private final NalPayload payload;
    private final ParameterSets sets;
    private final Output out;
    private final UnitBuffer buffer = new UnitBuffer();

    // What is known of the camera.
    private boolean markerSeen;
    private boolean markerInPicture;
    private boolean startCodes;
    private boolean intraEntry;

    // Where the stream stands.
    private @Nullable VideoFormat format;
    private boolean announced;
    private boolean waiting = true;
    private boolean waitingForWholeEntry = true;
    private boolean waitClockRuns;
    private long waitingSinceNs;
    private boolean endedByMarker;
    private int endedTimestamp;

    // The packet in hand.
    private int timestamp;
    private long packetNs;
    private long packetWallUs;

    // The unit in hand.
    private boolean sawSlice;
    private boolean hasSlice;
    private boolean keySlice;
    private boolean recoveryPoint;
    private boolean damaged;
    private boolean headSuspect;
    private boolean overflow;
    private int sawSets;
    private int sliceAt;
    private int sliceLength;
    private long arrivalNs;
    private long arrivalWallUs;

    PictureAssembler(Codec codec, NalPayload payload, ParameterSets sets, Output out) {
        this.codec = codec;
        this.payload = payload;
        this.sets = sets;
        this.out = out;
        this.format = sets.known();
    }

    /** The track as far as parameter sets have told it. */
    @Nullable Track track() {
        VideoFormat known = format;
        return known == null ? null : new Track(out.trackId(), known, TIMESCALE_HZ);
    }

    /** Whether a unit has been handed over. */
    boolean hasStarted() {
        return announced;
    }

    void onPacket(RtpPacket packet, boolean afterGap) {
        begin(packet, afterGap);
        if (packet.payloadLength > 0
                && !payload.unpack(
                        packet.buffer, packet.payloadOffset, packet.payloadLength, this)) {
            out.malformed(Oddity.MALFORMED_PACKETS, "a " + codec + " payload that does not parse");
        }
        if (packet.marker) {
            onMarker();
        }
    }

    /** NAL units that came before this packet, under another idea of the codec. */
    void beginWith(RtpPacket packet, List<byte[]> ahead) {
        begin(packet, false);
        ahead.forEach(nal -> onNal(nal, 0, nal.length));
    }

    private void begin(RtpPacket packet, boolean afterGap) {
        if (afterGap) {
            dropFragment();
            damaged |= !buffer.isEmpty();
        }
        if (packet.timestamp != timestamp) {
            dropFragment(); // a picture cannot change its time within a fragment
            if (hasSlice || overflow) {
                finish();
            } else if (damaged) {
                damaged = false; // of that picture nothing is left; what came ahead is kept
                out.drop();
            }
            sawSlice = false;
        }
        if (afterGap && !hasSlice && !overflow) {
            headSuspect = true;
            damaged &= sawSlice; // what came ahead of the picture is whole in itself
            out.breakOff();
        }
        timestamp = packet.timestamp;
        packetNs = packet.arrivalNs;
        packetWallUs = packet.arrivalWallUs;
    }

    private void dropFragment() {
        if (buffer.isOpen()) {
            buffer.drop();
            damaged = true;
        }
    }

    private void onMarker() {
        markerSeen = true;
        if (buffer.isOpen()) {
            closeFragment(); // some cameras end the picture but not its last fragment
        }
        if ((hasSlice || overflow) && !markerInPicture) {
            endedByMarker = true;
            endedTimestamp = timestamp;
            finish();
        }
    }

    @Override
    public void onNal(byte[] data, int offset, int length) {
        dropFragment();
        if (needsSplit(data, offset, length)) {
            split(data, offset, length);
        } else {
            add(data, offset, length);
        }
    }

    @Override
    public void onFragment(
            int header,
            int headerBytes,
            boolean start,
            boolean end,
            byte[] data,
            int offset,
            int length) {
        if (start) {
            dropFragment();
            int firstByte = headerBytes == 1 ? header : header >> 8;
            beforeNal(type(firstByte), (data[offset] & 0x80) != 0);
            if (overflow || !buffer.open()) {
                overflow();
                return;
            }
            for (int i = headerBytes - 1; i >= 0; i--) {
                buffer.append(header >> (8 * i));
            }
        } else if (!buffer.isOpen()) {
            damaged = true; // its start was lost
            return;
        }
        if (!buffer.append(data, offset, length)) {
            overflow();
        } else if (end) {
            closeFragment();
        }
    }

    private void closeFragment() {
        int start = buffer.openStart();
        int length = buffer.end() - start;
        if (needsSplit(buffer.bytes(), start, length)) {
            byte[] whole = Arrays.copyOfRange(buffer.bytes(), start, start + length);
            buffer.drop();
            sawSlice = hasSlice;
            split(whole, 0, length);
            return;
        }
        buffer.close();
        afterNal(start, length);
    }

    /**
     * A NAL unit never contains a start code; some cameras put a piece of byte stream in its place.
     * Slices are searched only once the camera is known for it.
     */
    private boolean needsSplit(byte[] data, int offset, int length) {
        int end = offset + length;
        return StartCodes.leads(data, offset, length)
                || ((startCodes || !isSlice(type(data[offset])))
                        && StartCodes.next(data, offset, end) < end);
    }

    private void split(byte[] data, int offset, int length) {
        startCodes = true;
        out.odd(Oddity.START_CODES, "split there");
        int end = offset + length;
        for (int at = offset; at < end; ) {
            int next = StartCodes.next(data, at, end);
            int nalEnd = next == end ? end : StartCodes.trimZeros(data, at, next);
            if (nalEnd > at) {
                add(data, at, nalEnd - at);
            }
            at = next == end ? end : next + 3;
        }
    }

    private void add(byte[] data, int offset, int length) {
        beforeNal(type(data[offset]), startsPicture(data, offset, length));
        if (overflow || !buffer.open()) {
            overflow();
            return;
        }
        int start = buffer.openStart();
        if (!buffer.append(data, offset, length)) {
            overflow();
            return;
        }
        buffer.close();
        afterNal(start, length);
    }

    private void overflow() {
        if (buffer.isOpen()) {
            buffer.drop();
        }
        overflow = true;
    }

    /** Ends the unit before where only the next picture tells, and looks at how this one begins. */
    private void beforeNal(int type, boolean startsPicture) {
        boolean slice = isSlice(type);
        boolean noMarkers = !markerSeen || markerInPicture;
        if ((hasSlice || overflow)
                && noMarkers
                && (slice ? startsPicture : precedesPicture(type))) {
            finish();
        }
        if (!slice || sawSlice) {
            return;
        }
        sawSlice = true;
        arrivalNs = packetNs;
        arrivalWallUs = packetWallUs;
        if (startsPicture) {
            return;
        }
        if (headSuspect) {
            damaged = true;
        } else if (endedByMarker && endedTimestamp == timestamp && !markerInPicture) {
            markerInPicture = true;
            damaged = true;
            out.odd(Oddity.MARKER_IN_PICTURE, "pictures end at the next timestamp from now on");
        }
    }

    private void afterNal(int start, int length) {
        byte[] data = buffer.bytes();
        int type = type(data[start]);
        if (isSlice(type)) {
            if (!hasSlice) {
                hasSlice = true;
                sliceAt = start;
                sliceLength = length;
            }
            keySlice |= isKey(type);
        } else if (sets.isParameterSet(data[start])) {
            if (!sets.remember(data, start, length)) {
                out.malformed(Oddity.PARAMETER_SETS, "type " + type + ", " + length + " bytes");
            } else if (sets.sawIncomplete()) {
                out.odd(Oddity.PARAMETER_SETS, "type " + type + ", read in part");
            }
            sawSets |= type == spsType() ? SAW_SPS : type == ppsType() ? SAW_PPS : 0;
        } else if (type == seiType()) {
            recoveryPoint |= PictureHeaders.hasRecoveryPoint(data, start, length, isH264() ? 1 : 2);
        }
    }

    private void finish() {
        dropFragment();
        if (overflow) {
            out.odd(Oddity.OVERSIZED_UNIT, buffer.length() + " bytes");
            out.drop();
        } else if (hasSlice) {
            emit();
        }
        reset();
    }

    private void reset() {
        buffer.clear();
        sawSlice = false;
        hasSlice = false;
        keySlice = false;
        recoveryPoint = false;
        damaged = false;
        headSuspect = false;
        overflow = false;
        sawSets = 0;
    }

    private void emit() {
        boolean entry = isEntry();
        VideoFormat current = format;
        if (entry || current == null) {
            current = sets.activate(slicePps(), sawSets == (SAW_SPS | SAW_PPS));
        }
        if (current == null || (waiting && !canStart(entry))) {
            out.drop();
            return;
        }
        waiting = false;
        waitClockRuns = false;
        if (!announced || !current.equals(format)) {
            format = current;
            announced = true;
            out.format(new Track(out.trackId(), current, TIMESCALE_HZ), current.reorderDepth());
        }
        out.emit(
                timestamp,
                arrivalNs,
                arrivalWallUs,
                entry,
                damaged,
                buffer.copy(),
                UnitBuffer.HEAD_BYTES);
    }

    /** A damaged entry is refused once: a whole one may follow soon. */
    private boolean canStart(boolean entry) {
        if (!waitClockRuns) {
            waitClockRuns = true;
            waitingSinceNs = arrivalNs;
        }
        if (!entry && arrivalNs - waitingSinceNs > INTRA_ENTRY_NS && !intraEntry) {
            intraEntry = true;
            out.odd(Oddity.NO_RANDOM_ACCESS, "intra pictures taken as entry after 10 s");
        }
        if (entry && damaged && waitingForWholeEntry) {
            waitingForWholeEntry = false;
            return false;
        }
        return entry;
    }

    private boolean isEntry() {
        if (keySlice || recoveryPoint) {
            intraEntry = false;
            return true;
        }
        return intraEntry
                && isH264()
                && PictureHeaders.isIntraSliceH264(buffer.bytes(), sliceAt, sliceLength);
    }

    void flush() {
        if (hasSlice) {
            finish();
        }
    }

    void restart() {
        flush();
        reset();
        waiting = true;
        waitingForWholeEntry = true;
        waitClockRuns = false;
        endedByMarker = false;
        out.breakOff();
    }

    private boolean isH264() {
        return codec == Codec.H264;
    }

    private int type(int firstByte) {
        return isH264() ? H264Nal.type(firstByte) : H265Nal.type(firstByte);
    }

    private boolean isSlice(int type) {
        return isH264() ? H264Nal.isPicture(type) : H265Nal.isPicture(type);
    }

    private boolean isKey(int type) {
        return isH264() ? type == H264Nal.IDR : H265Nal.isRandomAccess(type);
    }

    private int spsType() {
        return isH264() ? H264Nal.SPS : H265Nal.SPS;
    }

    private int ppsType() {
        return isH264() ? H264Nal.PPS : H265Nal.PPS;
    }

    private int seiType() {
        return isH264() ? H264Nal.SEI : H265Nal.PREFIX_SEI;
    }

    /** NAL units that can only come before a picture's first slice. */
    private boolean precedesPicture(int type) {
        return isH264()
                ? type >= H264Nal.SEI && type <= H264Nal.AUD
                : (type >= H265Nal.VPS && type <= H265Nal.AUD) || type == H265Nal.PREFIX_SEI;
    }

    private boolean startsPicture(byte[] data, int offset, int length) {
        return isH264()
                ? PictureHeaders.startsPictureH264(data, offset, length)
                : PictureHeaders.startsPictureH265(data, offset, length);
    }

    private int slicePps() {
        return isH264()
                ? PictureHeaders.slicePpsH264(buffer.bytes(), sliceAt, sliceLength)
                : PictureHeaders.slicePpsH265(buffer.bytes(), sliceAt, sliceLength);
    }
}
