package org.haidang.server.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Breaks a centred text where its lines are about as long as each other. */
final class Lines {
    private Lines() {}

    /**
     * @param width in points; a word that is wider stays whole
     */
    static List<String> balanced(String text, Face face, float size, float width) {
        float whole = face.width(text, size);
        if (whole <= width) {
            return List.of(text);
        }
        // One line more than fits at best leaves room for words that do not break.
        int count = (int) Math.ceil(whole * 1.05f / width);
        float aim = whole / count;
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            float over = face.width(longer, size) - aim;
            boolean nearer = over <= 0 || over < aim - face.width(line.toString(), size);
            boolean fits = face.width(longer, size) <= width;
            boolean last = lines.size() == count - 1;
            if (line.isEmpty() || (fits && (nearer || last))) {
                line.setLength(0);
                line.append(longer);
            } else {
                lines.add(line.toString());
                line.setLength(0);
                line.append(word);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    static List<String> balanced(List<String> texts, Face face, float size, float width) {
        return texts.stream().flatMap(text -> balanced(text, face, size, width).stream()).toList();
    }

    static float widest(List<String> lines, Face face, float size) {
        return (float) lines.stream().mapToDouble(line -> face.width(line, size)).max().orElse(0);
    }

    /** A table's parts of a whole. */
    static float[] equal(int columns) {
        float[] shares = new float[columns];
        Arrays.fill(shares, 1f / columns);
        return shares;
    }
}
