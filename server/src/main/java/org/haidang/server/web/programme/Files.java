package org.haidang.server.web.programme;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.haidang.server.camera.Mistake;
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
    static final MediaType DOCX =
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
    static Grid read(MultipartFile file, List<Grid.Column> columns) throws java.io.IOException {
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

    static List<ColumnView> columns(Grid grid) {
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

    static ResponseEntity<byte[]> page(String html) {
        return ResponseEntity.ok()
                .contentType(HTML)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(html.getBytes(StandardCharsets.UTF_8));
    }
}
