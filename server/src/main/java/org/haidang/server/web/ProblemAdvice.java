package org.haidang.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.haidang.archive.catalog.CatalogException;
import org.haidang.server.audit.AuditUnavailableException;
import org.haidang.server.camera.InvalidCameraException;
import org.haidang.server.configure.SettingsChangedException;
import org.haidang.server.facility.StepRefusedException;
import org.haidang.server.web.request.Problem;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Problems;
import org.haidang.uplink.NoAnswerException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Turns what went wrong in a controller into a {@link Problem}. */
@RestControllerAdvice
final class ProblemAdvice {
    private final Problems problems;

    ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<Problem> problem(ProblemException e, HttpServletRequest request) {
        Problem body =
                problems.of(request, e.status(), e.key(), e.arguments(), e.fields(), e.getCause());
        HttpHeaders headers = headers();
        if (e.retryAfterSeconds() > 0) {
            headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(e.retryAfterSeconds()));
        }
        return new ResponseEntity<>(body, headers, e.status());
    }

    @ExceptionHandler
    ResponseEntity<Problem> invalid(InvalidCameraException e, HttpServletRequest request) {
        return problem(
                ProblemException.invalid(
                        e.mistakes().stream()
                                .map(m ->
                                        new ProblemException.Field(
                                                m.field(), m.key(), m.arguments()))
                                .toList()),
                request);
    }

    /**
     * A problem with what holds now.
     *
     * @param settings in place of what whoever asked saw
     */
    record ChangedProblem(
            String type,
            String title,
            int status,
            String detail,
            String instance,
            String reference,
            RecordingSettingsController.SettingsView settings) {}

    /** Somebody else was first. */
    @ExceptionHandler
    ResponseEntity<ChangedProblem> changed(SettingsChangedException e, HttpServletRequest request) {
        Problem body = problems.of(request, 409, "settings-changed", List.of(), List.of(), null);
        return new ResponseEntity<>(
                new ChangedProblem(
                        body.type(),
                        body.title(),
                        body.status(),
                        body.detail(),
                        body.instance(),
                        body.reference(),
                        RecordingSettingsController.SettingsView.of(e.holds())),
                headers(),
                409);
    }

    /** The programme's rules say what is missing. */
    @ExceptionHandler
    ResponseEntity<Problem> refused(StepRefusedException e, HttpServletRequest request) {
        return answer(request, 409, "step-refused", List.of(e.sentence()), List.of());
    }

    @ExceptionHandler({HttpMessageNotReadableException.class, JacksonException.class})
    ResponseEntity<Problem> unreadable(Exception e, HttpServletRequest request) {
        Throwable cause = e instanceof HttpMessageNotReadableException ? e.getCause() : e;
        if (cause instanceof tools.jackson.databind.exc.UnrecognizedPropertyException unknown) {
            return answer(
                    request,
                    422,
                    "invalid",
                    List.of(),
                    List.of(
                            new ProblemException.Field(
                                    unknown.getPropertyName(), "field.unknown", List.of())));
        }
        String what = cause instanceof JacksonException j ? j.getOriginalMessage() : "JSON";
        return answer(request, 400, "unreadable", List.of(what), List.of());
    }

    @ExceptionHandler
    ResponseEntity<Problem> missing(
            MissingServletRequestParameterException e, HttpServletRequest request) {
        return problem(ProblemException.invalid(e.getParameterName(), "field.required"), request);
    }

    @ExceptionHandler
    ResponseEntity<Problem> missing(
            MissingServletRequestPartException e, HttpServletRequest request) {
        return problem(ProblemException.invalid(e.getRequestPartName(), "field.required"), request);
    }

    @ExceptionHandler
    ResponseEntity<Problem> type(
            MethodArgumentTypeMismatchException e, HttpServletRequest request) {
        Class<?> type = e.getRequiredType();
        return problem(
                ProblemException.invalid(
                        e.getName(), "field.type", type == null ? "?" : type.getSimpleName()),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Problem> method(
            HttpRequestMethodNotSupportedException e, HttpServletRequest request) {
        return answer(request, 405, "method", List.of(), List.of());
    }

    @ExceptionHandler
    ResponseEntity<Problem> mediaType(HttpMediaTypeException e, HttpServletRequest request) {
        return answer(request, e.getStatusCode().value(), "media-type", List.of(), List.of());
    }

    @ExceptionHandler
    ResponseEntity<Problem> none(NoResourceFoundException e, HttpServletRequest request) {
        return answer(request, 404, "not-found", List.of(), List.of());
    }

    @ExceptionHandler({MaxUploadSizeExceededException.class})
    ResponseEntity<Problem> large(Exception e, HttpServletRequest request) {
        return answer(request, 413, "too-large", List.of("5 MiB"), List.of());
    }

    @ExceptionHandler
    ResponseEntity<Problem> multipart(MultipartException e, HttpServletRequest request) {
        return answer(request, 400, "unreadable", List.of("multipart/form-data"), List.of());
    }

    @ExceptionHandler({
        DataAccessException.class,
        TransactionException.class,
        CatalogException.class
    })
    ResponseEntity<Problem> database(Exception e, HttpServletRequest request) {
        return new ResponseEntity<>(
                problems.of(request, 503, "database", List.of(), List.of(), e), headers(), 503);
    }

    /** What could not be recorded was not done. */
    @ExceptionHandler
    ResponseEntity<Problem> unrecorded(AuditUnavailableException e, HttpServletRequest request) {
        return new ResponseEntity<>(
                problems.of(request, 503, "audit", List.of(), List.of(), e), headers(), 503);
    }

    /** The recordings lie at another site, which cannot be asked or does not answer. */
    @ExceptionHandler
    @Nullable ResponseEntity<Problem> elsewhere(
            NoAnswerException e, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            return null;
        }
        // Perhaps set for the video that does not come.
        response.setHeader(HttpHeaders.CONTENT_LENGTH, null);
        return switch (e.why()) {
            case NO_LINK -> answer(request, 503, "site-no-link", List.of(), List.of());
            case NOT_GRANTED, NO_SUCH_CAMERA ->
                    answer(request, 409, "site-not-granted", List.of(), List.of());
            case TOO_OLD -> answer(request, 409, "site-too-old", List.of(), List.of());
            case TOO_MANY -> problem(ProblemException.busy(e), request);
            case LATE -> answer(request, 504, "site-silent", List.of(), List.of());
            case OFF, FAILED -> answer(request, 502, "site-failed", List.of(), List.of());
        };
    }

    /** The other end left while we wrote: nothing to answer, nothing to note. */
    @ExceptionHandler
    @Nullable ResponseEntity<Problem> gone(
            IOException e, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted() || e instanceof org.eclipse.jetty.io.EofException) {
            return null;
        }
        return internal(e, request);
    }

    @ExceptionHandler
    ResponseEntity<Problem> internal(Exception e, HttpServletRequest request) {
        return new ResponseEntity<>(
                problems.of(request, 500, "internal", List.of(), List.of(), e), headers(), 500);
    }

    private ResponseEntity<Problem> answer(
            HttpServletRequest request,
            int status,
            String key,
            List<Object> arguments,
            List<ProblemException.Field> fields) {
        return new ResponseEntity<>(
                problems.of(request, status, key, arguments, fields, null), headers(), status);
    }

    private static HttpHeaders headers() {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        return headers;
    }
}
