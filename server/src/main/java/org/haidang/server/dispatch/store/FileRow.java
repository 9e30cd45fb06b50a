package org.haidang.server.dispatch.store;

/** A file of a letter; its bytes lie elsewhere under the id. */
public record FileRow(
        String id,
        String dispatchId,
        String name,
        String mediaType,
        long sizeBytes,
        String sha256,
        long createdUs,
        String createdBy) {}
