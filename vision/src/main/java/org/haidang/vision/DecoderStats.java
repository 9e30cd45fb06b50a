package org.haidang.vision;

/**
 * A decoder's figures since it was made.
 *
 * @param decoded pictures made
 * @param badPictures pictures that could not be decoded
 * @param refused pictures that found the queue full
 * @param timeouts pictures over which the worker was killed
 * @param workerLosses times the worker died or could not be started
 * @param starts workers started
 * @param waiting pictures in the queue now
 */
public record DecoderStats(
        long decoded,
        long badPictures,
        long refused,
        long timeouts,
        long workerLosses,
        long starts,
        int waiting) {}
