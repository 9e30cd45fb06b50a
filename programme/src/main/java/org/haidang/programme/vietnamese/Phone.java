package org.haidang.programme.vietnamese;

/** One telephone number in a contact. */
public sealed interface Phone {

    /** As it stands in a table: "0912 345 678". */
    String shown();

    /** As it is stored: E.164 where there is one, else what identifies the line. */
    String stored();

    /**
     * The number that {@link #stored()} wrote.
     *
     * @throws IllegalArgumentException if it is blank
     */
    static Phone ofStored(String stored) {
        if (stored.isBlank()) {
            throw new IllegalArgumentException("no number is stored");
        }
        if (stored.startsWith("+84")) {
            int more = stored.indexOf(";ext=");
            return more < 0
                    ? new Line(stored, "")
                    : new Line(stored.substring(0, more), stored.substring(more + 5));
        }
        return stored.matches("1[89]00\\d{4}(\\d{2})?")
                ? new Hotline(stored)
                : new MilitaryLine(stored);
    }

    /** A mobile or a fixed line; {@code extension} is empty or its digits. */
    record Line(String e164, String extension) implements Phone {

        public Line {
            if (!e164.matches("\\+84\\d{9,10}") || !extension.matches("\\d{0,6}")) {
                throw new IllegalArgumentException("not a line: " + e164 + " x " + extension);
            }
        }

        @Override
        public String shown() {
            String national = "0" + e164.substring(3);
            String grouped = AreaCodes.grouped(national);
            return extension.isEmpty() ? grouped : grouped + " máy lẻ " + extension;
        }

        @Override
        public String stored() {
            return extension.isEmpty() ? e164 : e164 + ";ext=" + extension;
        }
    }

    /** 1800 and 1900 numbers: national only, they have no E.164 form. */
    record Hotline(String digits) implements Phone {

        public Hotline {
            if (!digits.matches("1[89]00\\d{4}(\\d{2})?")) {
                throw new IllegalArgumentException("not a hotline: " + digits);
            }
        }

        @Override
        public String shown() {
            return digits.substring(0, 4) + " " + digits.substring(4);
        }

        @Override
        public String stored() {
            return digits;
        }
    }

    /**
     * A line of the army's own network: its numbering is not ours to judge, so it stays as typed.
     */
    record MilitaryLine(String typed) implements Phone {

        @Override
        public String shown() {
            return typed;
        }

        @Override
        public String stored() {
            return typed;
        }
    }
}
