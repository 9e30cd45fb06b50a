package org.haidang.vision.worker;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.DoublePointer;
import org.haidang.media.track.Codec;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one key picture, scales it down and encodes it, with ffmpeg's libraries in this process.
 * Every picture gets fresh contexts: what a broken one leaves behind must not touch the next. One
 * thread.
 */
final class PictureToJpeg {

    /** 8K and a little: a parameter set that promises more must not make us allocate it. */
    private static final long MAX_PIXELS = 40_000_000;

    /** ffmpeg's quantiser scale, 2 (best) to 31: about 40 kB for a still 640 wide. */
    private static final int JPEG_SCALE = 4;

    PictureToJpeg() {
        av_log_set_level(AV_LOG_FATAL);
    }

    byte[] jpeg(Request request) throws DecodeFailedException {
        AVFrame picture = required(av_frame_alloc(), "frame");
        AVFrame scaled = required(av_frame_alloc(), "frame");
        try {
            byte[] stream = AnnexB.of(request.parameterSets(), request.picture());
            decode(request.codec(), stream, picture);
            scale(picture, scaled, request.maxWidthPx());
            return encode(scaled);
        } finally {
            av_frame_free(scaled);
            av_frame_free(picture);
        }
    }

    private static void decode(Codec codec, byte[] stream, AVFrame picture)
            throws DecodeFailedException {
        int id = codec == Codec.H264 ? AV_CODEC_ID_H264 : AV_CODEC_ID_HEVC;
        AVCodec decoder = required(avcodec_find_decoder(id), "decoder");
        AVCodecContext context = required(avcodec_alloc_context3(decoder), "decoder context");
        AVPacket packet = required(av_packet_alloc(), "packet");
        try {
            context.thread_count(1);
            context.max_pixels(MAX_PIXELS);
            check(avcodec_open2(context, decoder, (AVDictionary) null), "open decoder");
            // av_new_packet adds the zeroed padding that the decoder may read over the end.
            check(av_new_packet(packet, stream.length), "packet");
            packet.data().put(stream);
            check(avcodec_send_packet(context, packet), "decode");
            // The end of the stream: a picture that waits for reordering comes out now.
            check(avcodec_send_packet(context, null), "decode");
            check(avcodec_receive_frame(context, picture), "no picture came out");
        } finally {
            av_packet_free(packet);
            avcodec_free_context(context);
        }
    }

    private static void scale(AVFrame from, AVFrame to, int maxWidthPx)
            throws DecodeFailedException {
        int width = even(Math.min(maxWidthPx, from.width()));
        to.width(width);
        to.height(even((int) ((long) from.height() * width / from.width())));
        to.format(AV_PIX_FMT_YUVJ420P);
        to.color_range(AVCOL_RANGE_JPEG);
        check(av_frame_get_buffer(to, 0), "frame buffer");
        SwsContext scaler =
                required(
                        sws_getContext(
                                from.width(),
                                from.height(),
                                from.format(),
                                to.width(),
                                to.height(),
                                to.format(),
                                SWS_BILINEAR,
                                (SwsFilter) null,
                                (SwsFilter) null,
                                (DoublePointer) null),
                        "scaler");
        try {
            check(
                    sws_scale(
                            scaler,
                            from.data(),
                            from.linesize(),
                            0,
                            from.height(),
                            to.data(),
                            to.linesize()),
                    "scale");
        } finally {
            sws_freeContext(scaler);
        }
    }

    private static int even(int px) {
        return Math.max(2, px & ~1);
    }

    private static byte[] encode(AVFrame frame) throws DecodeFailedException {
        AVCodec encoder = required(avcodec_find_encoder(AV_CODEC_ID_MJPEG), "JPEG encoder");
        AVCodecContext context = required(avcodec_alloc_context3(encoder), "encoder context");
        AVPacket packet = required(av_packet_alloc(), "packet");
        try {
            context.thread_count(1);
            context.width(frame.width());
            context.height(frame.height());
            context.pix_fmt(frame.format());
            context.color_range(AVCOL_RANGE_JPEG);
            context.time_base().num(1).den(25);
            context.flags(context.flags() | AV_CODEC_FLAG_QSCALE);
            context.global_quality(FF_QP2LAMBDA * JPEG_SCALE);
            check(avcodec_open2(context, encoder, (AVDictionary) null), "open JPEG encoder");
            frame.quality(context.global_quality());
            check(avcodec_send_frame(context, frame), "encode");
            check(avcodec_receive_packet(context, packet), "encode");
            byte[] jpeg = new byte[packet.size()];
            packet.data().get(jpeg);
            return jpeg;
        } finally {
            av_packet_free(packet);
            avcodec_free_context(context);
        }
    }

    private static <T> T required(@Nullable T made, String what) throws DecodeFailedException {
        if (made == null) {
            throw new DecodeFailedException("no " + what);
        }
        return made;
    }

    private static void check(int result, String what) throws DecodeFailedException {
        if (result < 0) {
            throw new DecodeFailedException(what + " (ffmpeg error " + result + ")");
        }
    }
}
