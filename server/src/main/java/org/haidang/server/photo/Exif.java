package org.haidang.server.photo;

import org.jspecify.annotations.Nullable;

/**
 * The two things we want to know from a JPEG's Exif block (CIPA DC-008): which side is up, and
 * where it was taken. Whatever is broken in it counts as not there.
 *
 * @param orientation 1 to 8 as in the standard; 1 when not said
 * @param place null when not said
 */
record Exif(int orientation, @Nullable Place place) {
    static final Exif NONE = new Exif(1, null);

    private static final int MAX_ENTRIES = 512;
    private static final int ORIENTATION = 0x0112;
    private static final int GPS = 0x8825;

    /** Degrees, WGS 84, north and east. */
    record Place(double latitude, double longitude) {}

    /** Looks through the segments before the picture itself. */
    static Exif ofJpeg(byte[] jpeg) {
        int at = 2;
        while (at + 4 <= jpeg.length && Bytes.u8(jpeg, at) == 0xff) {
            int marker = Bytes.u8(jpeg, at + 1);
            int length = Bytes.u16(jpeg, at + 2, true);
            if (marker == 0xda || marker == 0xd9 || length < 2) {
                return NONE;
            }
            if (marker == 0xe1 && Bytes.starts(jpeg, at + 4, "Exif\0\0")) {
                return ofTiff(jpeg, at + 10, Math.min(jpeg.length, at + 2 + length));
            }
            at += 2 + length;
        }
        return NONE;
    }

    private static Exif ofTiff(byte[] bytes, int start, int end) {
        boolean big = Bytes.starts(bytes, start, "MM");
        if (!big && !Bytes.starts(bytes, start, "II")) {
            return NONE;
        }
        byte[] tiff = java.util.Arrays.copyOfRange(bytes, start, end);
        int orientation = 1;
        Place place = null;
        int ifd = offset(tiff, 4, big);
        for (int i = 0; i < entries(tiff, ifd, big); i++) {
            int entry = ifd + 2 + 12 * i;
            switch (Bytes.u16(tiff, entry, big)) {
                case ORIENTATION -> orientation = Bytes.u16(tiff, entry + 8, big);
                case GPS -> place = place(tiff, offset(tiff, entry + 8, big), big);
                default -> {}
            }
        }
        return new Exif(orientation >= 1 && orientation <= 8 ? orientation : 1, place);
    }

    private static int entries(byte[] tiff, int ifd, boolean big) {
        return Math.min(MAX_ENTRIES, Bytes.u16(tiff, ifd, big));
    }

    /** Clamped, so that sums with it never overflow. */
    private static int offset(byte[] tiff, int at, boolean big) {
        return (int) Math.min(tiff.length, Bytes.u32(tiff, at, big));
    }

    private static @Nullable Place place(byte[] tiff, int ifd, boolean big) {
        double north = 1;
        double east = 1;
        double latitude = Double.NaN;
        double longitude = Double.NaN;
        for (int i = 0; i < entries(tiff, ifd, big); i++) {
            int entry = ifd + 2 + 12 * i;
            int value = entry + 8;
            switch (Bytes.u16(tiff, entry, big)) {
                case 1 -> north = Bytes.u8(tiff, value) == 'S' ? -1 : 1;
                case 2 -> latitude = degrees(tiff, offset(tiff, value, big), big);
                case 3 -> east = Bytes.u8(tiff, value) == 'W' ? -1 : 1;
                case 4 -> longitude = degrees(tiff, offset(tiff, value, big), big);
                default -> {}
            }
        }
        return latitude >= 0 && latitude <= 90 && longitude >= 0 && longitude <= 180
                ? new Place(north * latitude, east * longitude)
                : null;
    }

    /** Three fractions: degrees, minutes, seconds. NaN when there is a zero below. */
    private static double degrees(byte[] tiff, int at, boolean big) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double above = Bytes.u32(tiff, at + 8 * i, big);
            double below = Bytes.u32(tiff, at + 8 * i + 4, big);
            sum += above / below / Math.pow(60, i);
        }
        return sum;
    }
}
