package org.haidang.archive.play;

/**
 * What was recorded last before something, from a key picture on.
 *
 * @param pictures how many, the key picture among them, as far as they lie in its file
 */
public record LastGroup(KeyPicture key, int pictures) {}
