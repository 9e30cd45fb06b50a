package org.haidang.server.dispatch.store;

import java.time.LocalDate;
import java.util.List;
import org.haidang.programme.dispatch.Dispatch;
import org.jspecify.annotations.Nullable;

/**
 * One letter of the register.
 *
 * @param number as {@code DispatchNumber} has it
 * @param issuer the name on the letter
 * @param receivedUs when it came in: spans of time run from there
 * @param organisationId whose register it stands in
 * @param parentIds what it carries out
 */
public record DispatchRow(
        String id,
        String number,
        Dispatch.Kind kind,
        LocalDate issuedOn,
        String issuer,
        @Nullable String issuerOrganisationId,
        String subject,
        Dispatch.Urgency urgency,
        long receivedUs,
        List<String> recipients,
        @Nullable String organisationId,
        long createdUs,
        String createdBy,
        List<String> parentIds) {}
