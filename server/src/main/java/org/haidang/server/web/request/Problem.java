package org.haidang.server.web.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of an error, RFC 9457. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String reference,
        @Nullable List<FieldError> errors) {

    public record FieldError(String field, String message) {}
}
