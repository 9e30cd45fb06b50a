package org.haidang.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.haidang.server.web.SystemController.Part;

/** The parts that others made, from {@code licences.tsv}: name, version, licence, address. */
final class Licences {
    private Licences() {}

    static List<Part> parts() throws IOException {
        List<Part> parts = new ArrayList<>();
        try (InputStream in =
                Objects.requireNonNull(Licences.class.getResourceAsStream("licences.tsv"))) {
            for (String line :
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                String[] cells = line.split("\t", -1);
                if (cells.length == 4 && !line.startsWith("#")) {
                    parts.add(
                            new Part(
                                    cells[0],
                                    cells[1].isEmpty() ? null : cells[1],
                                    cells[2],
                                    cells[3].isEmpty() ? null : cells[3]));
                }
            }
        }
        return parts;
    }
}
