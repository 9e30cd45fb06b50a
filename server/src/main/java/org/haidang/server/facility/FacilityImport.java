package org.haidang.server.facility;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.haidang.programme.facility.ManagingBody;
import org.haidang.programme.facility.ZoneSufficiency;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.audit.Actor;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.InvalidCameraException;
import org.haidang.server.camera.Mistake;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.facility.store.Profile;
import org.haidang.server.organisation.Organisations;
import org.haidang.server.organisation.store.Area;
import org.haidang.server.organisation.store.Organisation;
import org.haidang.server.table.Grid;
import org.jspecify.annotations.Nullable;

/**
 * Makes facilities of rows, and rows of facilities: the same columns both ways, with the same
 * judgement as by hand. A row whose code, or else whose name, is known changes that facility; empty
 * cells keep what is there.
 */
public final class FacilityImport {
    /** In the order of the table. */
    public static final List<Grid.Column> COLUMNS =
            List.of(
                    column("code", false, "Mã cơ sở", "Mã", "Code"),
                    column("name", true, "Tên cơ sở", "Cơ sở", "Name", "Facility"),
                    column("address", false, "Địa chỉ", "Address"),
                    column("areaCode", false, "Địa bàn", "Mã địa bàn", "Area", "Area code"),
                    column("organisation", false, "Cơ quan quản lý", "Đơn vị quản lý", "Agency"),
                    column("managingBody", false, "Loại hình", "Quản lý", "Managing body", "Kind"),
                    column("capacity", false, "Sức chứa", "Capacity"),
                    column("occupants", false, "Số người cách ly", "Số người", "Occupants"),
                    column("latitude", false, "Vĩ độ", "Latitude"),
                    column("longitude", false, "Kinh độ", "Longitude"),
                    column("blocks", false, "Khối nhà và tầng", "Khối nhà", "Blocks and floors"),
                    column("purpose", false, "Mục đích", "Purpose"),
                    column("legalBasis", false, "Căn cứ pháp lý", "Legal basis"),
                    column("controller", false, "Đơn vị kiểm soát dữ liệu", "Controller"),
                    column("retentionDays", false, "Thời hạn lưu (ngày)", "Retention (days)"),
                    column("notice", false, "Nội dung bảng thông báo", "Notice"));

    private static Grid.Column column(String field, boolean required, String... names) {
        return new Grid.Column(field, required, List.of(names));
    }

    /**
     * A row as it was judged.
     *
     * @param fresh whether it adds a facility
     * @param facility null when it cannot be made
     */
    public record Judged(
            Grid.Row row,
            List<Mistake> mistakes,
            boolean fresh,
            @Nullable Facility facility,
            @Nullable Profile profile) {}

    private final CameraRegistry registry;
    private final Profiles profiles;
    private final Organisations organisations;

    public FacilityImport(CameraRegistry registry, Profiles profiles, Organisations organisations) {
        this.registry = registry;
        this.profiles = profiles;
        this.organisations = organisations;
    }

    // ---- rows of facilities

    /** The cells of a facility, as they can be read again. */
    public Map<String, String> cells(Facility facility) {
        Profile profile = profiles.profile(facility.id());
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("code", profile.code());
        cells.put("name", facility.name());
        cells.put("address", facility.address());
        cells.put("areaCode", facility.areaCode() == null ? "" : facility.areaCode());
        Organisation organisation =
                organisations.directory().organisation(facility.organisationId());
        cells.put("organisation", organisation == null ? "" : organisation.name());
        ManagingBody body = profile.managingBody();
        cells.put("managingBody", body == null ? "" : body.words().vietnamese());
        cells.put("capacity", text(profile.capacity()));
        cells.put("occupants", text(profile.occupants()));
        cells.put("latitude", degrees(profile.latitudeE6()));
        cells.put("longitude", degrees(profile.longitudeE6()));
        cells.put("blocks", blocks(profile.blocks()));
        cells.put("purpose", profile.basis().purpose());
        cells.put("legalBasis", profile.basis().legalBasis());
        cells.put("controller", profile.basis().controller());
        cells.put("retentionDays", text(profile.basis().retentionDays()));
        cells.put("notice", profile.notice());
        return cells;
    }

    private static String text(@Nullable Integer number) {
        return number == null ? "" : number.toString();
    }

    private static String degrees(@Nullable Long e6) {
        return e6 == null ? "" : java.math.BigDecimal.valueOf(e6, 6).toPlainString();
    }

    private static String blocks(List<ZoneSufficiency.Block> blocks) {
        return String.join(
                "; ",
                blocks.stream()
                        .map(block -> block.name() + ": " + String.join(", ", block.floors()))
                        .toList());
    }

    // ---- facilities of rows

    /**
     * Judges every row; keeps nothing.
     *
     * @param reach whether the person may write a facility as it would be
     */
    public List<Judged> judge(Grid grid, Predicate<Facility> reach) {
        Map<String, Facility> byName = new HashMap<>();
        registry.facilities().forEach(one -> byName.putIfAbsent(key(one.name()), one));
        Map<String, Integer> names = new HashMap<>();
        Map<String, Integer> codes = new HashMap<>();
        List<Judged> judged = new ArrayList<>();
        for (Grid.Row row : grid.rows()) {
            List<Mistake> mistakes = new ArrayList<>();
            row.formulas().forEach(f -> mistakes.add(Mistake.of(f, "import.formula")));
            Facility before = before(row, byName);
            if (before != null && !reach.test(before)) {
                // What is out of reach is not told of; its name is simply taken.
                mistakes.add(Mistake.of("name", "facility.out-of-scope"));
                judged.add(new Judged(row, mistakes, false, null, null));
                continue;
            }
            twice("name", row, names, mistakes);
            twice("code", row, codes, mistakes);
            Facility facility = facility(row, before, mistakes);
            if (facility != null && !reach.test(facility)) {
                mistakes.add(Mistake.of("name", "facility.out-of-scope"));
            }
            Profile profile =
                    facility == null ? null : profile(row, facility.id(), before, mistakes);
            judged.add(new Judged(row, mistakes, before == null, facility, profile));
        }
        return judged;
    }

    private @Nullable Facility before(Grid.Row row, Map<String, Facility> byName) {
        String id = row.value("code").isEmpty() ? null : profiles.withCode(row.value("code"));
        return id == null ? byName.get(key(row.value("name"))) : registry.facility(id).orElse(null);
    }

    private static void twice(
            String field, Grid.Row row, Map<String, Integer> seen, List<Mistake> mistakes) {
        String value = key(row.value(field));
        Integer other = value.isEmpty() ? null : seen.putIfAbsent(value, row.number());
        if (other != null) {
            mistakes.add(Mistake.of(field, "contact.duplicate-row", other));
        }
    }

    private static String key(String text) {
        return VietnameseText.normalise(text).toLowerCase(Locale.ROOT);
    }

    private @Nullable Facility facility(
            Grid.Row row, @Nullable Facility before, List<Mistake> mistakes) {
        String area = area(row.value("areaCode"), mistakes);
        String organisation = organisation(row.value("organisation"), mistakes);
        ProfileJudge.text("name", row.value("name"), 200, mistakes);
        try {
            Facility base =
                    before == null
                            ? registry.newFacility(row.value("name"), row.value("address"))
                            : before;
            Facility after =
                    new Facility(
                            base.id(),
                            row.value("name").isEmpty() ? base.name() : row.value("name"),
                            row.value("address").isEmpty() ? base.address() : row.value("address"),
                            base.cameraCount(),
                            organisation == null ? base.organisationId() : organisation,
                            area == null ? base.areaCode() : area);
            CameraRegistry.check(after);
            return after;
        } catch (InvalidCameraException e) {
            mistakes.addAll(e.mistakes());
            return null;
        }
    }

    private @Nullable String area(String typed, List<Mistake> mistakes) {
        if (typed.isEmpty()) {
            return null;
        }
        Optional<Area> found =
                organisations.areas().stream()
                        .filter(area ->
                                area.code().equals(typed) || key(area.name()).equals(key(typed)))
                        .findFirst();
        if (found.isEmpty()) {
            mistakes.add(Mistake.of("areaCode", "area.unknown"));
            return null;
        }
        return found.get().code();
    }

    private @Nullable String organisation(String typed, List<Mistake> mistakes) {
        if (typed.isEmpty()) {
            return null;
        }
        Optional<Organisation> found =
                organisations.organisations().stream()
                        .filter(one -> one.id().equals(typed) || key(one.name()).equals(key(typed)))
                        .findFirst();
        if (found.isEmpty()) {
            mistakes.add(Mistake.of("organisation", "organisation.unknown"));
            return null;
        }
        return found.get().id();
    }

    private Profile profile(
            Grid.Row row, String facilityId, @Nullable Facility before, List<Mistake> mistakes) {
        // Empty cells keep what is there.
        Map<String, String> cells = new HashMap<>(before == null ? Map.of() : cells(before));
        cells.putAll(row.values());
        return profiles.judged(
                facilityId,
                new ProfileInput(
                        cells.get("code"),
                        cells.get("managingBody"),
                        whole("capacity", cells, mistakes),
                        whole("occupants", cells, mistakes),
                        decimal("latitude", cells, mistakes),
                        decimal("longitude", cells, mistakes),
                        blocks(cells.getOrDefault("blocks", ""), mistakes),
                        cells.get("purpose"),
                        cells.get("legalBasis"),
                        cells.get("controller"),
                        whole("retentionDays", cells, mistakes),
                        cells.get("notice")),
                mistakes);
    }

    private static @Nullable Integer whole(
            String field, Map<String, String> cells, List<Mistake> mistakes) {
        String text = cells.getOrDefault(field, "");
        if (text.isEmpty()) {
            return null;
        }
        try {
            // "1.200" and "1 200" are how people write it here.
            return Integer.valueOf(text.replaceAll("[. ]", ""));
        } catch (NumberFormatException e) {
            mistakes.add(Mistake.of(field, "import.whole"));
            return null;
        }
    }

    private static @Nullable Double decimal(
            String field, Map<String, String> cells, List<Mistake> mistakes) {
        String text = cells.getOrDefault(field, "");
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Double.valueOf(text.replace(',', '.'));
        } catch (NumberFormatException e) {
            mistakes.add(Mistake.of(field, "import.number"));
            return null;
        }
    }

    /** "Nhà A: Tầng 1, Tầng 2; Nhà B: Tầng trệt". */
    static List<ZoneSufficiency.Block> blocks(String text, List<Mistake> mistakes) {
        List<ZoneSufficiency.Block> blocks = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            if (part.isBlank()) {
                continue;
            }
            int colon = part.indexOf(':');
            if (colon < 0) {
                mistakes.add(Mistake.of("blocks", "profile.blocks-form"));
                return List.of();
            }
            List<String> floors = new ArrayList<>();
            for (String floor : part.substring(colon + 1).split(",", -1)) {
                if (!floor.isBlank()) {
                    floors.add(floor.strip());
                }
            }
            blocks.add(new ZoneSufficiency.Block(part.substring(0, colon).strip(), floors));
        }
        return blocks;
    }

    /** Keeps all rows, which have been judged without a mistake. */
    public int add(Actor by, List<Judged> judged) {
        List<Facility> fresh = new ArrayList<>();
        List<Facility> changed = new ArrayList<>();
        List<Profile> some = new ArrayList<>();
        for (Judged one : judged) {
            Facility facility = one.facility();
            Profile profile = one.profile();
            if (facility != null && profile != null) {
                (one.fresh() ? fresh : changed).add(facility);
                some.add(profile);
            }
        }
        registry.putFacilities(fresh, changed, also -> {});
        profiles.put(by, some);
        return some.size();
    }
}
