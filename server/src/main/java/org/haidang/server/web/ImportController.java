package org.haidang.server.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.rights.Action;
import org.haidang.server.table.CameraImport;
import org.haidang.server.table.Column;
import org.haidang.server.table.ImportTemplate;
import org.haidang.server.table.Table;
import org.haidang.server.table.TableException;
import org.haidang.server.table.TableReader;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.Problem;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Problems;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Lists of cameras. */
@RestController
@RequestMapping("/api/v1/cameras")
final class ImportController {
    static final int MAX_FILE_BYTES = 5 << 20;

    private static final MediaType XLSX =
            MediaType.parseMediaType(
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    record Rows(@Nullable List<Map<String, @Nullable String>> rows) {}

    record ColumnView(String field, String title) {}

    record RowView(int row, Map<String, String> values, List<Problem.FieldError> errors) {}

    record Result(
            List<ColumnView> columns, List<RowView> rows, int valid, int invalid, int created) {}

    private final CameraImport importer;
    private final Gate gate;
    private final Acts acts;

    /** A workbook takes many times its size in memory while it is read. */
    private final Semaphore reading = new Semaphore(1);

    ImportController(Services services, Gate gate, Acts acts) {
        this.acts = acts;
        this.gate = gate;
        this.importer = new CameraImport(services.registry(), services.importSealer());
    }

    @PostMapping(path = "/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Needs(value = Action.CAMERA_WRITE, on = Needs.On.SOMEWHERE)
    Result file(
            @RequestPart("file") MultipartFile file,
            @RequestParam(defaultValue = "true") boolean dryRun,
            Caller caller,
            Language language)
            throws IOException {
        if (file.getSize() > MAX_FILE_BYTES) {
            throw ProblemException.of(413, "too-large", "5 MiB");
        }
        if (!reading.tryAcquire()) {
            throw ProblemException.busy(null);
        }
        Table table;
        try {
            table = TableReader.read(file.getBytes());
        } catch (TableException e) {
            throw ProblemException.invalid("file", e.key(), e.arguments().toArray());
        } finally {
            reading.release();
        }
        List<ColumnView> columns =
                table.titles().entrySet().stream()
                        .map(e -> new ColumnView(e.getKey().field(), e.getValue()))
                        .toList();
        return result(columns, table.rows(), dryRun, caller, language);
    }

    @PostMapping(path = "/import", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Needs(value = Action.CAMERA_WRITE, on = Needs.On.SOMEWHERE)
    Result rows(
            @RequestBody Rows body,
            @RequestParam(defaultValue = "true") boolean dryRun,
            Caller caller,
            Language language) {
        if (body.rows() == null) {
            throw ProblemException.invalid("rows", "field.required");
        }
        if (body.rows().size() > Table.MAX_ROWS) {
            throw ProblemException.invalid("rows", "import.too-many-rows", Table.MAX_ROWS);
        }
        List<Table.Row> rows = new ArrayList<>();
        for (Map<String, @Nullable String> given : body.rows()) {
            rows.add(row(rows.size() + 1, given));
        }
        List<ColumnView> columns = new ArrayList<>();
        for (Column column : Column.values()) {
            if (rows.stream().anyMatch(row -> !row.value(column).isEmpty())) {
                columns.add(
                        new ColumnView(
                                column.field(), Words.of(language, "column." + column.field())));
            }
        }
        return result(columns, rows, dryRun, caller, language);
    }

    private static Table.Row row(int number, Map<String, @Nullable String> given) {
        Map<Column, String> values = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            String value = given.get(column.field());
            if (value != null && !value.isBlank()) {
                values.put(column, value.strip());
            }
        }
        return new Table.Row(number, values, Set.of());
    }

    private Result result(
            List<ColumnView> columns,
            List<Table.Row> rows,
            boolean dryRun,
            Caller caller,
            Language language) {
        List<CameraImport.Judged> judged = importer.judge(rows, reach(caller));
        int invalid = (int) judged.stream().filter(j -> !j.mistakes().isEmpty()).count();
        int created = 0;
        if (!dryRun && invalid == 0 && !rows.isEmpty()) {
            acts.imported(caller, rows.size());
            created = importer.add(rows);
        }
        return new Result(
                columns,
                judged.stream().map(j -> view(j, language)).toList(),
                judged.size() - invalid,
                invalid,
                created);
    }

    /** Into facilities of the person's scope; new ones only with power over all. */
    private CameraImport.Reach reach(Caller caller) {
        return new CameraImport.Reach() {
            @Override
            public boolean takes(@Nullable String facilityId) {
                return facilityId == null
                        ? gate.mayEverywhere(caller, Action.FACILITY_WRITE)
                                && gate.mayEverywhere(caller, Action.CAMERA_WRITE)
                        : gate.mayAt(caller, Action.CAMERA_WRITE, facilityId);
            }

            @Override
            public boolean takes(Camera camera) {
                return gate.may(caller, Action.CAMERA_WRITE, camera);
            }

            @Override
            public boolean sees(Camera camera) {
                return gate.may(caller, Action.CAMERA_READ, camera);
            }
        };
    }

    private static RowView view(CameraImport.Judged judged, Language language) {
        Map<String, String> values = new LinkedHashMap<>();
        judged.row().values().forEach((column, value) -> values.put(column.field(), value));
        List<Problem.FieldError> errors =
                judged.mistakes().stream()
                        .map(m ->
                                new Problem.FieldError(
                                        m.field(),
                                        Problems.sentence(language, m.key(), m.arguments())))
                        .toList();
        return new RowView(judged.row().number(), values, errors);
    }

    @GetMapping("/import-template.xlsx")
    @Needs(value = Action.CAMERA_WRITE, on = Needs.On.SOMEWHERE)
    ResponseEntity<byte[]> template(Language language) {
        return ResponseEntity.ok()
                .contentType(XLSX)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename("cameras.xlsx").build().toString())
                .body(ImportTemplate.xlsx(language));
    }
}
