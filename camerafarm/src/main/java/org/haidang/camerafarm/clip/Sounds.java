package org.haidang.camerafarm.clip;

import java.util.Random;

/** The sound of a quiet place: a hum, some hiss, and a soft tone each second to check sync by. */
final class Sounds {

    private static final double TONE_SECONDS = 0.08;

    private Sounds() {}

    static float[] make(int sampleRateHz, int seconds) {
        Random random = new Random(sampleRateHz);
        float[] samples = new float[sampleRateHz * seconds];
        for (int i = 0; i < samples.length; i++) {
            double time = (double) i / sampleRateHz;
            double value = 0.02 * Math.sin(2 * Math.PI * 100 * time);
            value += 0.01 * random.nextGaussian();
            double inSecond = time % 1;
            if (inSecond < TONE_SECONDS) {
                double fade = Math.sin(Math.PI * inSecond / TONE_SECONDS);
                value += 0.18 * fade * Math.sin(2 * Math.PI * 880 * time);
            }
            samples[i] = (float) value;
        }
        return samples;
    }
}
