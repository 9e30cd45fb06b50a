package org.haidang.server.ptz;

import java.net.URI;
import org.haidang.media.rtsp.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * What is moved, and how it is reached.
 *
 * @param service the device's
 * @param login null for a device open to all
 * @param profile the device's name for the profile by which it is moved
 */
public record Head(URI service, @Nullable Credentials login, String profile) {}
