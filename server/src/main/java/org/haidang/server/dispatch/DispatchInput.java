package org.haidang.server.dispatch;

import java.time.LocalDate;
import java.util.List;
import org.haidang.programme.dispatch.Dispatch;
import org.jspecify.annotations.Nullable;

/**
 * A letter as somebody types it in.
 *
 * @param receivedUs null: the day it was issued
 */
public record DispatchInput(
        String number,
        Dispatch.Kind kind,
        LocalDate issuedOn,
        String issuer,
        @Nullable String issuerOrganisationId,
        String subject,
        Dispatch.Urgency urgency,
        @Nullable Long receivedUs,
        List<String> recipients,
        List<String> parentIds) {}
