package org.haidang.server.audit.store;

/** What a running viewing has covered so far. */
public record ViewingTimes(long beginSeq, long fromUs, long toUs) {}
