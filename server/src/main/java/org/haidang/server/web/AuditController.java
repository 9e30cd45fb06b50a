package org.haidang.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.haidang.server.audit.AuditExport;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.AuditSentences;
import org.haidang.server.audit.Verification;
import org.haidang.server.audit.store.AuditFilter;
import org.haidang.server.audit.store.AuditRow;
import org.haidang.server.audit.store.RowContent;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit log: reading, taking away, checking. */
@RestController
@RequestMapping("/api/v1/audit")
final class AuditController {
    private static final int MAX_ROWS = 500;
    private static final int EXPORTS_AT_ONCE = 2;
    private static final String XLSX =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    record RowView(
            long seq,
            String at,
            String kind,
            @Nullable String userId,
            @Nullable String person,
            @Nullable String organisationId,
            @Nullable String address,
            @Nullable String facilityId,
            @Nullable String facility,
            @Nullable String cameraId,
            @Nullable String camera,
            @Nullable String from,
            @Nullable String to,
            Map<String, Object> detail,
            String message,
            String hash) {}

    record Page(List<RowView> rows, @Nullable Long next) {}

    record VerificationView(
            boolean ok,
            long rows,
            long firstSeq,
            long lastSeq,
            @Nullable String problem,
            @Nullable Long problemSeq) {}

    /** The filter as it comes in a query. */
    record Query(
            @Nullable String person,
            @Nullable String camera,
            @Nullable String facility,
            @Nullable String kind,
            @Nullable String from,
            @Nullable String to) {

        AuditFilter filter() {
            String id = given(kind);
            if (id != null && AuditKind.byId(id).isEmpty()) {
                throw ProblemException.invalid("kind", "audit.unknown-kind");
            }
            return new AuditFilter(
                    given(person),
                    given(camera),
                    given(facility),
                    id,
                    moment("from", given(from)),
                    moment("to", given(to)));
        }

        private static @Nullable String given(@Nullable String text) {
            return text == null || text.isBlank() ? null : text;
        }

        private static @Nullable Long moment(String name, @Nullable String text) {
            return text == null
                    ? null
                    : (Long)
                            Moments.parse(text)
                                    .orElseThrow(() -> ProblemException.invalid(name, "time.form"));
        }
    }

    private final Services services;
    private final AuditSentences sentences;
    private final Semaphore verifying = new Semaphore(1);
    private final Semaphore exporting = new Semaphore(EXPORTS_AT_ONCE);

    AuditController(Services services) {
        this.services = services;
        this.sentences = AuditSentences.besideTheirDay(services.settings().zone());
    }

    @GetMapping
    @Needs(Action.AUDIT_READ)
    Page rows(
            Query query,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "100") int limit,
            Language language) {
        if (limit < 1 || limit > MAX_ROWS) {
            throw ProblemException.invalid("limit", "field.range", 1, MAX_ROWS);
        }
        List<AuditRow> rows =
                services.audit()
                        .newest(
                                query.filter(),
                                before == null ? Long.MAX_VALUE : before,
                                limit + 1);
        boolean more = rows.size() > limit;
        List<RowView> views = rows.stream().limit(limit).map(row -> view(row, language)).toList();
        return new Page(views, more ? (Long) views.getLast().seq() : null);
    }

    private RowView view(AuditRow row, Language language) {
        RowContent content = row.content();
        return new RowView(
                row.seq(),
                Moments.text(row.atUs()),
                content.kind(),
                content.userId(),
                content.person(),
                content.organisationId(),
                content.address(),
                content.facilityId(),
                content.facility(),
                content.cameraId(),
                content.camera(),
                time(content.fromUs()),
                time(content.toUs()),
                AuditSentences.detail(row),
                sentences.of(row, language),
                row.hash());
    }

    private static @Nullable String time(@Nullable Long us) {
        return us == null ? null : Moments.text(us);
    }

    @GetMapping("/export.csv")
    @Needs(Action.AUDIT_READ)
    void csv(
            Query query,
            Caller caller,
            Language language,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        export(query, "csv", "text/csv;charset=UTF-8", caller, language, request, response);
    }

    @GetMapping("/export.xlsx")
    @Needs(Action.AUDIT_READ)
    void xlsx(
            Query query,
            Caller caller,
            Language language,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        export(query, "xlsx", XLSX, caller, language, request, response);
    }

    private void export(
            Query query,
            String format,
            String mediaType,
            Caller caller,
            Language language,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        AuditFilter filter = query.filter();
        if (!exporting.tryAcquire()) {
            throw ProblemException.busy(null);
        }
        try {
            AuditExport export =
                    AuditExport.begin(
                            services.audit(),
                            Acts.actor(caller),
                            filter,
                            format,
                            language,
                            services.settings().zone());
            response.setContentType(mediaType);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(
                                    "audit_"
                                            + Moments.text(Moments.nowUs(services.clock()))
                                                    .substring(0, 10)
                                            + "."
                                            + format)
                            .build()
                            .toString());
            if (format.equals("csv")) {
                export.csv(response.getOutputStream());
            } else {
                export.xlsx(response.getOutputStream());
            }
        } finally {
            exporting.release();
        }
    }

    @GetMapping("/verification")
    @Needs(Action.AUDIT_READ)
    VerificationView verification(Language language) throws IOException {
        if (!verifying.tryAcquire()) {
            throw ProblemException.busy(null);
        }
        try {
            Verification found = services.audit().verify();
            Verification.Problem problem = found.problem();
            return new VerificationView(
                    found.ok(),
                    found.rows(),
                    found.firstSeq(),
                    found.lastSeq(),
                    problem == null ? null : problem.sentence(language),
                    problem == null ? null : (Long) problem.seq());
        } finally {
            verifying.release();
        }
    }
}
