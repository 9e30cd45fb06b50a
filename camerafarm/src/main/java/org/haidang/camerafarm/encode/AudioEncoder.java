package org.haidang.camerafarm.encode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.haidang.camerafarm.encode.EncodeException.check;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;
import org.haidang.media.track.Codec;

/** Encodes a whole piece of mono sound at once. */
public final class AudioEncoder {

    /** G.711 packets of 20 ms, as RFC 3551 recommends. */
    private static final int G711_FRAMES_PER_SECOND = 50;

    private static final long AAC_BITS_PER_SECOND = 32_000;

    private AudioEncoder() {}

    /**
     * What came out.
     *
     * @param config AudioSpecificConfig for AAC, empty for G.711
     * @param samplesPerFrame 1024 for AAC, 20 ms for G.711
     * @param frames one after another; AAC's first frames are priming
     */
    public record Sound(byte[] config, int samplesPerFrame, List<byte[]> frames) {}

    /**
     * Encodes.
     *
     * @param codec AAC, PCMA or PCMU
     * @param samples -1 to 1; a remainder shorter than a frame is left out
     */
    public static Sound encode(Codec codec, int sampleRateHz, float[] samples) {
        String name =
                switch (codec) {
                    case AAC -> "aac";
                    case PCMA -> "pcm_alaw";
                    case PCMU -> "pcm_mulaw";
                    case H264, H265 -> throw new IllegalArgumentException("not audio: " + codec);
                };
        AVCodec encoder = avcodec_find_encoder_by_name(name);
        if (encoder == null) {
            throw new EncodeException("this build of ffmpeg lacks " + name);
        }
        AVCodecContext context = avcodec_alloc_context3(encoder);
        AVFrame frame = av_frame_alloc();
        AVPacket packet = av_packet_alloc();
        try {
            open(context, encoder, codec, sampleRateHz);
            int perFrame =
                    codec == Codec.AAC
                            ? context.frame_size()
                            : sampleRateHz / G711_FRAMES_PER_SECOND;
            prepare(frame, context, perFrame);
            List<byte[]> frames = new ArrayList<>();
            for (int start = 0; start + perFrame <= samples.length; start += perFrame) {
                check(av_frame_make_writable(frame), "reuse sound frame");
                fill(frame, samples, start, perFrame, codec == Codec.AAC);
                frame.pts(start);
                check(avcodec_send_frame(context, frame), "encode sound");
                drain(context, packet, frames);
            }
            byte[] config = new byte[context.extradata_size()];
            if (config.length > 0) {
                context.extradata().get(config);
            }
            return new Sound(config, perFrame, frames);
        } finally {
            av_packet_free(packet);
            av_frame_free(frame);
            avcodec_free_context(context);
        }
    }

    private static void open(
            AVCodecContext context, AVCodec encoder, Codec codec, int sampleRateHz) {
        context.sample_rate(sampleRateHz);
        context.sample_fmt(codec == Codec.AAC ? AV_SAMPLE_FMT_FLTP : AV_SAMPLE_FMT_S16);
        av_channel_layout_default(context.ch_layout(), 1);
        context.time_base(av_make_q(1, sampleRateHz));
        context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        if (codec == Codec.AAC) {
            context.bit_rate(AAC_BITS_PER_SECOND);
        }
        check(avcodec_open2(context, encoder, (AVDictionary) null), "open sound encoder");
    }

    private static void prepare(AVFrame frame, AVCodecContext context, int perFrame) {
        frame.format(context.sample_fmt());
        frame.nb_samples(perFrame);
        frame.sample_rate(context.sample_rate());
        av_channel_layout_default(frame.ch_layout(), 1);
        check(av_frame_get_buffer(frame, 0), "allocate sound frame");
    }

    private static void fill(AVFrame frame, float[] samples, int start, int count, boolean floats) {
        if (floats) {
            new FloatPointer(frame.data(0)).put(samples, start, count);
            return;
        }
        short[] shorts = new short[count];
        for (int i = 0; i < count; i++) {
            shorts[i] = (short) Math.round(samples[start + i] * Short.MAX_VALUE);
        }
        new ShortPointer(frame.data(0)).put(shorts, 0, count);
    }

    private static void drain(AVCodecContext context, AVPacket packet, List<byte[]> frames) {
        while (avcodec_receive_packet(context, packet) >= 0) {
            byte[] bytes = new byte[packet.size()];
            packet.data().get(bytes);
            frames.add(bytes);
            av_packet_unref(packet);
        }
    }
}
