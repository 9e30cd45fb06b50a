package org.haidang.camerafarm.encode;

/**
 * One encoded picture.
 *
 * @param decodeNumber place in decode order in picture times; may begin below zero when pictures
 *     are reordered
 * @param number place in output order, from 0
 * @param key a decoder can start here
 * @param annexB NAL units behind start codes, as the encoder gave them
 */
public record EncodedPicture(long decodeNumber, long number, boolean key, byte[] annexB) {}
