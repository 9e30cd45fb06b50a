package org.haidang.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/**
 * One of the contract's.
 *
 * @param verb in capitals
 * @param path with its variables, below {@code /api/v1}
 * @param open asks for no session
 */
record Operation(String verb, String path, boolean open) {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    String name() {
        return verb + " " + path;
    }

    boolean reads() {
        return verb.equals("GET");
    }

    /** The path with the same text in place of every variable. */
    String at(String id) {
        return path.substring(1).replaceAll("\\{[^}]+}", id);
    }

    @SuppressWarnings("unchecked")
    static List<Operation> all() {
        List<Operation> operations = new ArrayList<>();
        try (InputStream in =
                Objects.requireNonNull(Operation.class.getResourceAsStream("/openapi.yaml"))) {
            Map<String, Object> root = new Yaml().load(in);
            Map<String, Map<String, Object>> paths =
                    (Map<String, Map<String, Object>>) Objects.requireNonNull(root.get("paths"));
            paths.forEach((path, verbs) ->
                    verbs.forEach((verb, body) -> {
                        if (METHODS.contains(verb) && !verbs.containsKey("servers")) {
                            operations.add(
                                    new Operation(
                                            verb.toUpperCase(Locale.ROOT),
                                            path,
                                            ((Map<String, Object>) body).containsKey("security")));
                        }
                    }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return operations;
    }
}
