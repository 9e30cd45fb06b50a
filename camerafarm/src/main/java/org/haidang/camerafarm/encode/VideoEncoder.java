package org.haidang.camerafarm.encode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_CLOSED_GOP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;
import static org.haidang.camerafarm.encode.EncodeException.check;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.haidang.media.track.Codec;

/**
 * Encodes pictures one after another on the calling thread. Parameter sets come in band before each
 * key picture, groups are closed, and there is no scene-cut detection: key pictures are exactly
 * where the settings say.
 */
public final class VideoEncoder implements AutoCloseable {

    static {
        av_log_set_level(AV_LOG_ERROR);
    }

    private final VideoSettings settings;
    private final AVCodecContext context;
    private final AVFrame frame;
    private final AVPacket packet;
    private long next;

    public VideoEncoder(VideoSettings settings) {
        this.settings = settings;
        String name = settings.codec() == Codec.H264 ? "libx264" : "libx265";
        AVCodec codec = avcodec_find_encoder_by_name(name);
        if (codec == null) {
            throw new EncodeException("this build of ffmpeg lacks " + name);
        }
        context = avcodec_alloc_context3(codec);
        frame = av_frame_alloc();
        packet = av_packet_alloc();
        configure();
        check(avcodec_open2(context, codec, (AVDictionary) null), "open " + name);
        frame.format(AV_PIX_FMT_YUV420P);
        frame.width(settings.width());
        frame.height(settings.height());
        check(av_frame_get_buffer(frame, 0), "allocate picture");
    }

    private void configure() {
        context.width(settings.width());
        context.height(settings.height());
        context.pix_fmt(AV_PIX_FMT_YUV420P);
        context.time_base(av_make_q(10, settings.ratePerTenSeconds()));
        context.framerate(av_make_q(settings.ratePerTenSeconds(), 10));
        context.gop_size(settings.gopPictures());
        context.max_b_frames(settings.bPictures());
        context.bit_rate(settings.kbps() * 1_000L);
        context.rc_max_rate(settings.kbps() * 1_100L);
        context.rc_buffer_size(settings.kbps() * 2_000);
        context.flags(context.flags() | AV_CODEC_FLAG_CLOSED_GOP);
        context.thread_count(1);
        // What makes pictures better costs time, and thousands are made before the first start.
        option("preset", "ultrafast");
        if (settings.codec() == Codec.H264) {
            option("x264-params", x264());
        } else {
            option("x265-params", x265());
        }
    }

    private String x264() {
        return "keyint=%1$d:min-keyint=%1$d:scenecut=0:open-gop=0:repeat-headers=1:annexb=1:aud=0"
                        .formatted(settings.gopPictures())
                + ":b-adapt=0:b-pyramid=none:rc-lookahead=10:sync-lookahead=0:threads=1"
                + ":cabac=1:deblock=0,0";
    }

    private String x265() {
        return "keyint=%1$d:min-keyint=%1$d:scenecut=0:open-gop=0:repeat-headers=1:aud=0"
                        .formatted(settings.gopPictures())
                + ":bframes=%d:b-adapt=0:rc-lookahead=10:frame-threads=1:pools=none"
                        .formatted(settings.bPictures())
                + ":log-level=error";
    }

    private void option(String name, String value) {
        check(av_opt_set(context.priv_data(), name, value, 0), "encoder option " + name);
    }

    /**
     * Encodes the next picture.
     *
     * @param picture of the settings' size; free again when the call returns
     * @param out gets what is ready, in decode order; zero, one or more pictures
     */
    public void encode(YuvPicture picture, Consumer<EncodedPicture> out) {
        check(av_frame_make_writable(frame), "reuse picture");
        plane(0, picture.y(), settings.width(), settings.height());
        plane(1, picture.u(), settings.width() / 2, settings.height() / 2);
        plane(2, picture.v(), settings.width() / 2, settings.height() / 2);
        frame.pts(next++);
        check(avcodec_send_frame(context, frame), "encode picture");
        drain(out);
    }

    /** Gives out what the encoder still holds. Nothing can be encoded afterwards. */
    public void finish(Consumer<EncodedPicture> out) {
        check(avcodec_send_frame(context, null), "finish encoding");
        drain(out);
    }

    private void plane(int index, byte[] samples, int width, int height) {
        BytePointer data = frame.data(index);
        int stride = frame.linesize(index);
        if (stride == width) {
            data.put(samples, 0, width * height);
            return;
        }
        for (int row = 0; row < height; row++) {
            data.position((long) row * stride).put(samples, row * width, width);
        }
    }

    private void drain(Consumer<EncodedPicture> out) {
        while (true) {
            int result = avcodec_receive_packet(context, packet);
            if (result == AVERROR_EAGAIN() || result == AVERROR_EOF()) {
                return;
            }
            check(result, "take encoded picture");
            byte[] bytes = new byte[packet.size()];
            packet.data().get(bytes);
            boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
            out.accept(new EncodedPicture(packet.dts(), packet.pts(), key, bytes));
            av_packet_unref(packet);
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(context);
    }
}
