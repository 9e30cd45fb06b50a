package org.haidang.programme.report;

/**
 * A number of facilities, parted by who manages them. Each part is 0 to {@link #MAX}.
 *
 * @param unsaid of those of whom nobody said yet who manages them
 */
public record Split(int military, int civil, int hotel, int unsaid) {

    public static final int MAX = 100_000;

    public static final Split NONE = new Split(0, 0, 0, 0);

    public Split {
        if (wrong(military) || wrong(civil) || wrong(hotel) || wrong(unsaid)) {
            throw new IllegalArgumentException(
                    "not a number of facilities: %d, %d, %d, %d"
                            .formatted(military, civil, hotel, unsaid));
        }
    }

    private static boolean wrong(int count) {
        return count < 0 || count > MAX;
    }

    public int total() {
        return military + civil + hotel + unsaid;
    }

    /** Whether each part is at most the same part of {@code whole}. */
    boolean within(Split whole) {
        return military <= whole.military
                && civil <= whole.civil
                && hotel <= whole.hotel
                && unsaid <= whole.unsaid;
    }
}
