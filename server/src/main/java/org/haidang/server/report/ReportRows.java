package org.haidang.server.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.dispatch.Dispatch;
import org.haidang.programme.report.Report;
import org.haidang.programme.report.ReportFigures;
import org.haidang.programme.report.ReportKind;
import org.haidang.programme.report.ReportState;
import org.haidang.programme.report.ReportState.Approved;
import org.haidang.programme.report.ReportState.Draft;
import org.haidang.programme.report.ReportState.Issued;
import org.haidang.programme.report.ReportState.Returned;
import org.haidang.programme.report.ReportState.Submitted;
import org.haidang.programme.report.ReportText;
import org.haidang.programme.report.Signer;
import org.haidang.server.report.store.ReportRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Between reports and their rows. */
final class ReportRows {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Dispatch>> LETTERS = new TypeReference<>() {};

    private ReportRows() {}

    static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param writer whom a draft names, for its state knows nobody
     * @param nowUs when a draft was written, for the same reason
     */
    static ReportRow row(StoredReport stored, Signer writer, long nowUs) {
        Report report = stored.report();
        Deadline deadline = report.deadline();
        ReportState state = report.state();
        Signer by =
                switch (state) {
                    case Draft() -> writer;
                    case Submitted(var at, var one) -> one;
                    case Returned(var at, var one, var reason) -> one;
                    case Approved(var at, var one) -> one;
                    case Issued issued -> issued.by();
                };
        long atUs =
                switch (state) {
                    case Draft() -> nowUs;
                    case Submitted(var at, var one) -> us(at);
                    case Returned(var at, var one, var reason) -> us(at);
                    case Approved(var at, var one) -> us(at);
                    case Issued issued -> us(issued.at());
                };
        Issued issued = state instanceof Issued one ? one : null;
        return new ReportRow(
                stored.id(),
                stored.revision(),
                report.kind().name(),
                deadline == null ? null : deadline.phrase(),
                deadline == null ? null : (Long) us(deadline.due()),
                deadline == null ? null : deadline.edge().name(),
                json(report.figures()),
                stored.figuresSha256(),
                json(stored.letters()),
                String.join("\n", new TreeSet<>(stored.facilities())),
                json(stored.frame()),
                report.text().subject(),
                report.text().difficulties(),
                report.text().proposals(),
                name(state),
                atUs,
                by.id(),
                by.name(),
                state instanceof Returned returned ? returned.reason() : null,
                issued == null ? null : (Integer) issued.number(),
                issued == null ? null : issued.date().toString(),
                stored.createdUs());
    }

    /** The name of a state in rows and in the interface. */
    static String name(ReportState state) {
        return switch (state) {
            case Draft() -> "DRAFT";
            case Submitted _ -> "SUBMITTED";
            case Returned _ -> "RETURNED";
            case Approved _ -> "APPROVED";
            case Issued _ -> "ISSUED";
        };
    }

    /**
     * @throws IllegalStateException if the figures are not those that were frozen
     */
    static StoredReport stored(ReportRow row) {
        if (!sha256(row.figures()).equals(row.figuresSha256())) {
            throw new IllegalStateException(
                    "report "
                            + row.id()
                            + ": its figures were changed in the database after they were frozen");
        }
        Report report =
                new Report(
                        ReportKind.valueOf(row.kind()),
                        deadline(row),
                        JSON.readValue(row.figures(), ReportFigures.class),
                        new ReportText(row.subject(), row.difficulties(), row.proposals()),
                        state(row));
        Set<String> facilities =
                row.facilities().isEmpty() ? Set.of() : Set.of(row.facilities().split("\n"));
        return new StoredReport(
                row.id(),
                row.revision(),
                report,
                row.figuresSha256(),
                JSON.readValue(row.letters(), LETTERS),
                facilities,
                JSON.readValue(row.frame(), Frame.class),
                row.createdUs());
    }

    private static @Nullable Deadline deadline(ReportRow row) {
        String phrase = row.deadlinePhrase();
        Long due = row.deadlineUs();
        String edge = row.deadlineEdge();
        return phrase == null || due == null || edge == null
                ? null
                : new Deadline(phrase, instant(due), Deadline.Edge.valueOf(edge));
    }

    private static ReportState state(ReportRow row) {
        Instant at = instant(row.stateUs());
        Signer by = new Signer(row.stateById(), row.stateBy());
        return switch (row.state()) {
            case "DRAFT" -> new Draft();
            case "SUBMITTED" -> new Submitted(at, by);
            case "RETURNED" -> new Returned(at, by, Objects.requireNonNull(row.stateReason()));
            case "APPROVED" -> new Approved(at, by);
            case "ISSUED" ->
                    new Issued(
                            at,
                            by,
                            Objects.requireNonNull(row.number()),
                            LocalDate.parse(Objects.requireNonNull(row.issuedOn())));
            default -> throw new IllegalStateException("report in state " + row.state());
        };
    }

    static Instant instant(long us) {
        return Instant.EPOCH.plus(us, ChronoUnit.MICROS);
    }

    static long us(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }
}
