package org.haidang.media.rtp;

/** Puts the packets of a UDP track back into order, bounded in packets and time. */
final class ReorderBuffer {}
