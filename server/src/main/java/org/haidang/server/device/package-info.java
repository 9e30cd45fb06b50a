/**
 * Cameras and recorders as devices of the network: finding them, and asking one what it is, which
 * channels it has and where their streams are; and which cameras are known as devices. It may use
 * {@code onvif} and the registry of cameras; it tries no login but the one that a person gave, and
 * knows neither HTTP of ours nor words.
 */
@NullMarked
package org.haidang.server.device;

import org.jspecify.annotations.NullMarked;
