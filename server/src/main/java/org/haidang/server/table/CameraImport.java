package org.haidang.server.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.haidang.server.camera.CameraInput;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.InvalidCameraException;
import org.haidang.server.camera.Mistake;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.secrets.SealException;
import org.haidang.server.secrets.Sealer;
import org.jspecify.annotations.Nullable;

/**
 * Makes cameras of rows. Passwords leave the server only sealed with a key that lives as long as
 * the program, so that the answer of a dry run can be sent back and holds no secret.
 */
public final class CameraImport {
    private static final String SEALED = "sealed:";
    private static final String SEAL_OWNER = "import";
    private static final Set<String> YES = Set.of("yes", "y", "true", "1", "x", "có", "co", "on");
    private static final Set<String> NO = Set.of("no", "n", "false", "0", "không", "khong", "off");

    /**
     * A row as it was judged.
     *
     * @param row with the password sealed
     */
    public record Judged(Table.Row row, List<Mistake> mistakes) {}

    private final CameraRegistry registry;
    private final Sealer sealer;

    public CameraImport(CameraRegistry registry, Sealer sealer) {
        this.registry = registry;
        this.sealer = sealer;
    }

    /** What the person who imports may touch. */
    public interface Reach {
        /**
         * Whether cameras may be added to a facility.
         *
         * @param facilityId null for a new one
         */
        boolean takes(@Nullable String facilityId);

        /** Whether a camera may be added where it stands in a facility that is there. */
        boolean takes(Camera camera);

        /** Whether the person may know of a camera. */
        boolean sees(Camera camera);
    }

    /** Judges every row; adds nothing. */
    public List<Judged> judge(List<Table.Row> rows, Reach reach) {
        Map<String, String> known = new HashMap<>();
        registry.all()
                .forEach(camera ->
                        known.put(camera.url(), reach.sees(camera) ? camera.name() : "-"));
        Map<String, String> facilityIds = facilityIds();
        Map<String, Integer> seen = new HashMap<>();
        List<Judged> judged = new ArrayList<>();
        for (Table.Row row : rows) {
            List<Mistake> mistakes = new ArrayList<>();
            row.formulas().forEach(c -> mistakes.add(Mistake.of(c.field(), "import.formula")));
            if (row.value(Column.FACILITY).isBlank()) {
                mistakes.add(Mistake.of(Column.FACILITY.field(), "field.required"));
            } else if (row.value(Column.FACILITY).length() > 200) {
                mistakes.add(Mistake.of(Column.FACILITY.field(), "field.long", 200));
            } else if (!reach.takes(facilityIds.get(key(row.value(Column.FACILITY))))) {
                mistakes.add(Mistake.of(Column.FACILITY.field(), "facility.out-of-scope"));
            }
            String facilityId = facilityIds.get(key(row.value(Column.FACILITY)));
            Camera camera = camera(row, facilityId == null ? "" : facilityId, mistakes);
            if (camera != null) {
                duplicate(camera.url(), row, known, seen, mistakes);
                if (facilityId != null && reach.takes(facilityId) && !reach.takes(camera)) {
                    mistakes.add(Mistake.of(Column.ZONE.field(), "facility.out-of-scope"));
                }
            }
            judged.add(new Judged(sealed(row), mistakes));
        }
        return judged;
    }

    private static void duplicate(
            String url,
            Table.Row row,
            Map<String, String> known,
            Map<String, Integer> seen,
            List<Mistake> mistakes) {
        String camera = known.get(url);
        Integer other = seen.putIfAbsent(url, row.number());
        if (camera != null) {
            mistakes.add(Mistake.of(Column.URL.field(), "import.duplicate-camera", camera));
        } else if (other != null) {
            mistakes.add(Mistake.of(Column.URL.field(), "import.duplicate-row", other));
        }
    }

    private @Nullable Camera camera(Table.Row row, String facilityId, List<Mistake> mistakes) {
        CameraInput input = input(row, facilityId, mistakes);
        try {
            return registry.tried(input);
        } catch (InvalidCameraException e) {
            mistakes.addAll(e.mistakes());
            return null;
        }
    }

    /** The clear password does not leave: also one written into the address. */
    private Table.Row sealed(Table.Row row) {
        Table.Row result = row;
        String url = row.value(Column.URL);
        try {
            var parsed = org.haidang.media.rtsp.RtspUri.parse(url);
            var written = parsed.credentials();
            if (written != null) {
                result = result.with(Column.URL, parsed.uri().toString());
                if (row.value(Column.USERNAME).isEmpty()) {
                    result = result.with(Column.USERNAME, written.username());
                }
                if (row.value(Column.PASSWORD).isEmpty() && !written.password().isEmpty()) {
                    result = result.with(Column.PASSWORD, written.password());
                }
            }
        } catch (org.haidang.media.MalformedInputException e) {
            // The row has an error for it; what cannot be read may still hold a password.
            int at = url.lastIndexOf('@');
            result = at < 0 ? result : result.with(Column.URL, "rtsp://..." + url.substring(at));
        }
        String password = result.value(Column.PASSWORD);
        return password.isEmpty() || password.startsWith(SEALED)
                ? result
                : result.with(Column.PASSWORD, SEALED + sealer.seal(password, SEAL_OWNER));
    }

    private Map<String, String> facilityIds() {
        Map<String, String> ids = new HashMap<>();
        registry.facilities().forEach(f -> ids.put(key(f.name()), f.id()));
        registry.facilities().forEach(f -> ids.put(f.id(), f.id())); // where two have one name
        return ids;
    }

    /**
     * Adds all rows, which have been judged without a mistake.
     *
     * @return how many
     */
    public int add(List<Table.Row> rows) {
        Map<String, String> facilityIds = facilityIds();
        List<Facility> fresh = new ArrayList<>();
        List<CameraInput> inputs = new ArrayList<>();
        for (Table.Row row : rows) {
            String id =
                    facilityIds.computeIfAbsent(
                            key(row.value(Column.FACILITY)),
                            name -> {
                                Facility facility =
                                        registry.newFacility(row.value(Column.FACILITY), "");
                                fresh.add(facility);
                                return facility.id();
                            });
            inputs.add(input(row, id, new ArrayList<>()));
        }
        return registry.add(fresh, inputs).size();
    }

    private static String key(String facility) {
        return java.text.Normalizer.normalize(facility.strip(), java.text.Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT);
    }

    private CameraInput input(Table.Row row, String facilityId, List<Mistake> mistakes) {
        return new CameraInput(
                facilityId,
                row.value(Column.NAME),
                row.value(Column.ZONE),
                row.value(Column.URL),
                row.value(Column.SUB_URL),
                orNull(row.value(Column.USERNAME)),
                password(row, mistakes),
                row.value(Column.TRANSPORT).isEmpty()
                        ? null
                        : row.value(Column.TRANSPORT).toLowerCase(Locale.ROOT),
                flag(Column.RECORD_MAIN, row, mistakes),
                flag(Column.RECORD_SUB, row, mistakes),
                given(Column.RETENTION_DAYS, row, "import.whole", Integer::valueOf, mistakes),
                given(
                        Column.RETENTION_GIB,
                        row,
                        "import.number",
                        text -> Double.valueOf(text.replace(',', '.')),
                        mistakes),
                null);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private @Nullable String password(Table.Row row, List<Mistake> mistakes) {
        String value = row.value(Column.PASSWORD);
        if (!value.startsWith(SEALED)) {
            return orNull(value);
        }
        try {
            return sealer.open(value.substring(SEALED.length()), SEAL_OWNER);
        } catch (SealException e) {
            // The server was started again since the dry run.
            mistakes.add(Mistake.of(Column.PASSWORD.field(), "field.required"));
            return null;
        }
    }

    private static @Nullable Boolean flag(Column column, Table.Row row, List<Mistake> mistakes) {
        String value = row.value(column).toLowerCase(Locale.ROOT);
        if (value.isEmpty()) {
            return null;
        }
        if (YES.contains(value)) {
            return true;
        }
        if (!NO.contains(value)) {
            mistakes.add(Mistake.of(column.field(), "import.yes-no"));
        }
        return false;
    }

    private static <T> CameraInput.@Nullable Given<T> given(
            Column column,
            Table.Row row,
            String key,
            Function<String, T> parse,
            List<Mistake> mistakes) {
        String value = row.value(column);
        if (value.isEmpty()) {
            return null;
        }
        try {
            return new CameraInput.Given<>(parse.apply(value));
        } catch (NumberFormatException e) {
            mistakes.add(Mistake.of(column.field(), key));
            return null;
        }
    }
}
