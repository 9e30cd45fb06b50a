package org.haidang.camerafarm.onvif;

import org.haidang.camerafarm.clip.ClipRecipe;
import org.haidang.camerafarm.encode.VideoSettings;
import org.haidang.media.track.Codec;

/**
 * A media profile.
 *
 * @param stream {@code main} or {@code sub}
 */
record Profile(Channel channel, String stream, ClipRecipe recipe) {

    String token() {
        return "profile_" + channel.number() + "_" + stream;
    }

    String name() {
        return "Kênh " + channel.number() + (stream.equals("main") ? " chính" : " phụ");
    }

    String encoderToken() {
        return "encoder_" + channel.number() + "_" + stream;
    }

    VideoSettings video() {
        return recipe.video();
    }

    /** As the services name it: {@code H264}, {@code H265}. */
    String encoding() {
        return video().codec() == Codec.H265 ? "H265" : "H264";
    }

    /** Pictures in a second, rounded up: encoders count in whole numbers. */
    int rate() {
        return (video().ratePerTenSeconds() + 9) / 10;
    }
}
