package org.haidang.server.web.programme;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.haidang.server.camera.Mistake;
import org.haidang.server.document.DocxDocument;
import org.haidang.server.document.OfficialDocument;
import org.haidang.server.document.PdfDocument;
import org.haidang.server.table.Grid;
import org.haidang.server.table.Table;
import org.haidang.server.table.TableException;
import org.haidang.server.table.TableWriter;
import org.haidang.server.web.request.Problem;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Problems;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.multipart.MultipartFile;

/** Tables that come in and go out. */
final class Files {
    static final int MAX_FILE_BYTES = 5 << 20;

    private static final MediaType XLSX =
            MediaType.parseMediaType(
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final MediaType DOCX =
            MediaType.parseMediaType(
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    /** A workbook takes many times its size in memory while it is read. */
    private static final Semaphore READING = new Semaphore(1);

    private Files() {}

    record Rows(@Nullable List<Map<String, @Nullable String>> rows) {}

    record ColumnView(String field, String title) {}

    /** A file of a person's as a table. */
    static Grid read(MultipartFile file, List<Grid.Column> columns) throws IOException {
        if (file.getSize() > MAX_FILE_BYTES) {
            throw ProblemException.of(413, "too-large", "5 MiB");
        }
        if (!READING.tryAcquire()) {
            throw ProblemException.busy(null);
        }
        try {
            return Grid.read(file.getBytes(), columns);
        } catch (TableException e) {
            throw ProblemException.invalid("file", e.key(), e.arguments().toArray());
        } finally {
            READING.release();
        }
    }

    /** The same of rows that a dry run answered. */
    static Grid read(Rows body, List<Grid.Column> columns) {
        List<Map<String, @Nullable String>> given = body.rows();
        if (given == null) {
            throw ProblemException.invalid("rows", "field.required");
        }
        if (given.size() > Table.MAX_ROWS) {
            throw ProblemException.invalid("rows", "import.too-many-rows", Table.MAX_ROWS);
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (Map<String, @Nullable String> one : given) {
            Map<String, String> row = new LinkedHashMap<>();
            one.forEach((field, value) -> {
                if (value != null) {
                    row.put(field, value);
                }
            });
            rows.add(row);
        }
        return Grid.of(rows, columns);
    }

    /**
     * A judged table as the answer.
     *
     * @param applied rows, 0 for a dry run and while anything is wrong
     */
    record ImportResult<R>(
            List<ColumnView> columns, List<R> rows, int valid, int invalid, int applied) {}

    /**
     * Applies a judged table as a whole, or nothing of it.
     *
     * @param wrong whether a row has mistakes
     * @param apply asked when the table is to be applied and has none; says how many rows it was
     */
    static <J, R> ImportResult<R> imported(
            Grid grid,
            boolean dryRun,
            List<J> judged,
            Predicate<J> wrong,
            IntSupplier apply,
            Function<J, R> row) {
        int invalid = (int) judged.stream().filter(wrong).count();
        boolean go = !dryRun && invalid == 0 && !judged.isEmpty();
        return new ImportResult<>(
                columns(grid),
                judged.stream().map(row).toList(),
                judged.size() - invalid,
                invalid,
                go ? apply.getAsInt() : 0);
    }

    private static List<ColumnView> columns(Grid grid) {
        return grid.titles().entrySet().stream()
                .map(e -> new ColumnView(e.getKey(), e.getValue()))
                .toList();
    }

    static List<Problem.FieldError> errors(List<Mistake> mistakes, Language language) {
        return mistakes.stream()
                .map(m ->
                        new Problem.FieldError(
                                m.field(), Problems.sentence(language, m.key(), m.arguments())))
                .toList();
    }

    /** A table in the format asked for; anything but csv and xlsx is not there. */
    static ResponseEntity<byte[]> answer(
            String name, String format, TableWriter.Contents contents) {
        return switch (format) {
            case "csv" -> file(name + ".csv", CSV, TableWriter.csv(contents));
            case "xlsx" -> file(name + ".xlsx", XLSX, TableWriter.xlsx(contents));
            default -> throw ProblemException.notFound();
        };
    }

    static ResponseEntity<byte[]> file(String name, MediaType type, byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(bytes);
    }

    /** Something that writes itself. */
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    static byte[] bytes(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** An official paper as {@code pdf} or {@code docx}; anything else is not there. */
    static ResponseEntity<byte[]> paper(String name, String format, OfficialDocument paper) {
        return switch (format) {
            case "pdf" ->
                    file(
                            name + ".pdf",
                            MediaType.APPLICATION_PDF,
                            bytes(out -> PdfDocument.write(paper, out)));
            case "docx" -> file(name + ".docx", DOCX, bytes(out -> DocxDocument.write(paper, out)));
            default -> throw ProblemException.notFound();
        };
    }

    static ResponseEntity<byte[]> page(String html) {
        return ResponseEntity.ok()
                .contentType(HTML)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(html.getBytes(StandardCharsets.UTF_8));
    }
}
