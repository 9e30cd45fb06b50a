package org.haidang.server.report.store;

import org.jspecify.annotations.Nullable;

/** A row of the table {@code reports}; what its columns mean stands in the migration. */
public record ReportRow(
        String id,
        long revision,
        String kind,
        @Nullable String deadlinePhrase,
        @Nullable Long deadlineUs,
        @Nullable String deadlineEdge,
        String figures,
        String figuresSha256,
        String letters,
        String facilities,
        String frame,
        String subject,
        String difficulties,
        String proposals,
        String state,
        long stateUs,
        String stateById,
        String stateBy,
        @Nullable String stateReason,
        @Nullable Integer number,
        @Nullable String issuedOn,
        long createdUs) {}
