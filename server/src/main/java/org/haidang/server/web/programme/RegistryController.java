package org.haidang.server.web.programme;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haidang.programme.facility.ZoneSufficiency;
import org.haidang.programme.vietnamese.Phone;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.programme.vietnamese.VietnameseOrder;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.contact.store.ContactEntry;
import org.haidang.server.facility.FacilityImport;
import org.haidang.server.facility.Zones;
import org.haidang.server.facility.store.LifeStore.FacilityRow;
import org.haidang.server.facility.store.Profile;
import org.haidang.server.rights.Action;
import org.haidang.server.table.Grid;
import org.haidang.server.table.TableWriter;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.Problem;
import org.haidang.server.web.request.Programme;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.json.JsonMapper;

/** All facilities as one table: what there is, what is missing, in and out. */
@RestController
@RequestMapping("/api/v1/facility-registry")
final class RegistryController {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    record FocalView(String fullName, String title, String phone) {}

    record RowView(
            String id,
            String name,
            String address,
            @Nullable String organisationId,
            @Nullable String areaCode,
            String code,
            @Nullable String managingBody,
            @Nullable Integer capacity,
            @Nullable Integer occupants,
            @Nullable Double latitude,
            @Nullable Double longitude,
            String stage,
            @Nullable String since,
            List<String> missing,
            @Nullable String recordingRefused,
            int cameras,
            int recording,
            @Nullable Integer zonesRequired,
            int zonesSettled,
            boolean enough,
            @Nullable FocalView focalPoint,
            boolean contactsKnown) {}

    record ImportRow(
            int row, Map<String, String> values, List<Problem.FieldError> errors, boolean fresh) {}

    private final Services services;
    private final Programme programme;
    private final FacilityImport importer;
    private final Gate gate;
    private final Acts acts;

    RegistryController(Services services, Gate gate, Acts acts) {
        this.services = services;
        this.programme = services.programme();
        this.importer =
                new FacilityImport(
                        services.registry(), programme.profiles(), services.organisations());
        this.gate = gate;
        this.acts = acts;
    }

    private List<Facility> mine(Caller caller) {
        return services.registry().facilities().stream()
                .filter(facility -> gate.may(caller, Action.FACILITY_READ, facility))
                .sorted((a, b) -> VietnameseOrder.TEXT.compare(a.name(), b.name()))
                .toList();
    }

    @GetMapping
    @Needs(value = Action.FACILITY_READ, on = Needs.On.SOMEWHERE)
    List<RowView> all(Caller caller, Language language) {
        List<Facility> facilities = mine(caller);
        Map<String, Zones.Picture> zones =
                programme.zones().pictures(facilities.stream().map(Facility::id).toList());
        Map<String, ContactEntry> focal = programme.contacts().focalPoints();
        Map<String, int[]> cameras = new LinkedHashMap<>();
        for (Camera camera : services.registry().all()) {
            int[] counts = cameras.computeIfAbsent(camera.facilityId(), x -> new int[2]);
            counts[0]++;
            counts[1] += camera.enabled() && (camera.recordMain() || camera.recordSub()) ? 1 : 0;
        }
        List<RowView> rows = new ArrayList<>();
        for (Facility facility : facilities) {
            boolean known = gate.may(caller, Action.CONTACT_READ, facility);
            Zones.Picture picture = zones.get(facility.id());
            rows.add(
                    row(
                            facility,
                            picture,
                            known ? focal.get(facility.id()) : null,
                            known,
                            cameras.getOrDefault(facility.id(), new int[2]),
                            language));
        }
        return rows;
    }

    private RowView row(
            Facility facility,
            Zones.@Nullable Picture zones,
            @Nullable ContactEntry focal,
            boolean known,
            int[] cameras,
            Language language) {
        Profile profile = programme.profiles().profile(facility.id());
        FacilityRow life = programme.lives().facility(facility.id());
        Sentence refused = programme.profiles().refusal(facility.id()).orElse(null);
        return new RowView(
                facility.id(),
                facility.name(),
                facility.address(),
                facility.organisationId(),
                facility.areaCode(),
                profile.code(),
                FacilityViews.code(profile.managingBody()),
                profile.capacity(),
                profile.occupants(),
                FacilityViews.degrees(profile.latitudeE6()),
                FacilityViews.degrees(profile.longitudeE6()),
                life.state().stage().name(),
                Moments.textOrNull(life.sinceUs()),
                FacilityViews.missing(profile.basis()),
                refused == null ? null : FacilityViews.said(refused, language),
                cameras[0],
                cameras[1],
                zones == null || !zones.layout() ? null : zones.needs().size(),
                zones == null
                        ? 0
                        : (int) zones.needs().stream().filter(Zones.Need::settled).count(),
                zones != null && zones.verdict() instanceof ZoneSufficiency.Enough,
                focal == null ? null : focal(focal),
                known);
    }

    private static FocalView focal(ContactEntry entry) {
        return new FocalView(
                entry.contact().fullName().full(),
                entry.contact().title(),
                String.join("; ", entry.contact().phones().stream().map(Phone::shown).toList()));
    }

    // ---- out

    @GetMapping("/export.{format}")
    @Needs(value = Action.FACILITY_READ, on = Needs.On.SOMEWHERE)
    ResponseEntity<byte[]> export(@PathVariable String format, Caller caller, Language language) {
        List<Map<String, String>> rows = mine(caller).stream().map(importer::cells).toList();
        acts.of(caller, AuditKind.DOCUMENT_MADE, Words.of(language, "registry.sheet"));
        String name = Words.of(language, "registry.file");
        if (format.equals("json")) {
            return Files.file(
                    name + ".json",
                    MediaType.APPLICATION_JSON,
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(Map.of("rows", rows)));
        }
        return Files.answer(name, format, contents(rows, language));
    }

    @GetMapping("/import-template.xlsx")
    @Needs(value = Action.FACILITY_WRITE, on = Needs.On.SOMEWHERE)
    ResponseEntity<byte[]> template(Language language) {
        Map<String, String> example = new LinkedHashMap<>();
        FacilityImport.COLUMNS.forEach(column -> {
            String words = Words.find(language, "registry.example." + column.field());
            example.put(column.field(), words == null ? "" : words);
        });
        return Files.answer(
                Words.of(language, "registry.file"), "xlsx", contents(List.of(example), language));
    }

    private static TableWriter.Contents contents(
            List<Map<String, String>> rows, Language language) {
        return new TableWriter.Contents(
                Words.of(language, "registry.sheet"),
                FacilityImport.COLUMNS.stream().map(c -> title(c, language)).toList(),
                FacilityImport.COLUMNS.stream().map(c -> c.field().length() > 9 ? 28 : 20).toList(),
                rows.stream()
                        .map(row ->
                                FacilityImport.COLUMNS.stream()
                                        .map(c -> row.getOrDefault(c.field(), ""))
                                        .toList())
                        .toList());
    }

    private static String title(Grid.Column column, Language language) {
        return Words.of(language, "registry.column." + column.field());
    }

    // ---- in

    @PostMapping(path = "/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Needs(value = Action.FACILITY_WRITE, on = Needs.On.SOMEWHERE)
    Files.ImportResult<ImportRow> file(
            @RequestPart("file") MultipartFile file,
            @RequestParam(defaultValue = "true") boolean dryRun,
            Caller caller,
            Language language)
            throws java.io.IOException {
        return result(Files.read(file, FacilityImport.COLUMNS), dryRun, caller, language);
    }

    @PostMapping(path = "/import", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Needs(value = Action.FACILITY_WRITE, on = Needs.On.SOMEWHERE)
    Files.ImportResult<ImportRow> rows(
            @RequestBody Files.Rows body,
            @RequestParam(defaultValue = "true") boolean dryRun,
            Caller caller,
            Language language) {
        return result(Files.read(body, FacilityImport.COLUMNS), dryRun, caller, language);
    }

    private Files.ImportResult<ImportRow> result(
            Grid grid, boolean dryRun, Caller caller, Language language) {
        List<FacilityImport.Judged> judged =
                importer.judge(grid, facility -> gate.may(caller, Action.FACILITY_WRITE, facility));
        return Files.imported(
                grid,
                dryRun,
                judged,
                j -> !j.mistakes().isEmpty(),
                () -> {
                    acts.imported(caller, judged.size());
                    return importer.add(Acts.actor(caller), judged);
                },
                j ->
                        new ImportRow(
                                j.row().number(),
                                j.row().values(),
                                Files.errors(j.mistakes(), language),
                                j.fresh()));
    }
}
