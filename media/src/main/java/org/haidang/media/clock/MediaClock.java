package org.haidang.media.clock;

/**
 * The one media clock of a stream. The owner of the source keeps it over reconnects and hands it to
 * every new receiver, so that decode times never go back and all tracks share one zero.
 *
 * <p>Not thread-safe: belongs to the event loop of its source.
 */
public final class MediaClock {}
