package org.haidang.camerafarm.clip;

import org.haidang.camerafarm.encode.TextMask;
import org.haidang.camerafarm.encode.YuvPicture;

/**
 * What a camera writes into its picture: its name, the time since the loop began, a mark that goes
 * round every second, and a bar that shows the place in the loop.
 */
final class Overlay {

    private static final String LETTERS = "0123456789:.";
    private static final double STRIP_DARKNESS = 0.55;

    private final TextMask name;
    private final TextMask[] letters = new TextMask[LETTERS.length()];
    private final int width;
    private final int height;
    private final int margin;

    Overlay(String title, int width, int height) {
        this.width = width;
        this.height = height;
        int size = Math.max(14, height / 24);
        margin = Math.max(4, height / 60);
        name = TextMask.draw(TextMask.Font.SANS_BOLD, title, size);
        TextMask all = TextMask.draw(TextMask.Font.MONO_BOLD, LETTERS + "0", size);
        // The advance of a mono font is the same for each letter; the last letter shows its end.
        int advance = (int) Math.round(size * 0.6);
        for (int i = 0; i < letters.length; i++) {
            letters[i] = all.slice(i * advance, advance);
        }
    }

    /** Writes the name only. */
    void drawName(YuvPicture picture) {
        strip(picture, margin, margin, name.width() + 2 * margin, name.height());
        text(picture, name, 2 * margin, margin);
    }

    /**
     * Writes all.
     *
     * @param hundredths of a second since the loop began
     * @param loopHundredths length of the loop
     */
    void draw(YuvPicture picture, int hundredths, int loopHundredths) {
        drawName(picture);
        String clock =
                "%02d:%02d.%02d"
                        .formatted(hundredths / 6000, hundredths / 100 % 60, hundredths % 100);
        int advance = letters[0].width();
        int wide = (clock.length() + 2) * advance + 2 * margin;
        int left = width - margin - wide;
        strip(picture, left, margin, wide, name.height());
        for (int i = 0; i < clock.length(); i++) {
            text(
                    picture,
                    letters[LETTERS.indexOf(clock.charAt(i))],
                    left + margin + i * advance,
                    margin);
        }
        mark(picture, left + wide - margin - advance / 2, margin + name.height() / 2, hundredths);
        bar(picture, (int) ((long) width * hundredths / loopHundredths));
    }

    /** A small square that goes round once a second. */
    private void mark(YuvPicture picture, int x, int y, int hundredths) {
        double angle = 2 * Math.PI * (hundredths % 100) / 100;
        int radius = name.height() / 4;
        int half = Math.max(2, name.height() / 12);
        int cx = x + (int) Math.round(radius * Math.sin(angle)) - letters[0].width() / 2;
        int cy = y - (int) Math.round(radius * Math.cos(angle));
        block(picture, cx - half, cy - half, 2 * half, 2 * half);
    }

    private void bar(YuvPicture picture, int end) {
        int high = Math.max(2, height / 180);
        block(picture, 0, height - high, end, high);
    }

    private void block(YuvPicture picture, int x, int y, int wide, int high) {
        for (int row = Math.max(0, y); row < Math.min(height, y + high); row++) {
            for (int column = Math.max(0, x); column < Math.min(width, x + wide); column++) {
                picture.y()[row * width + column] = (byte) YuvPicture.WHITE;
                noColour(picture, column, row);
            }
        }
    }

    private void strip(YuvPicture picture, int x, int y, int wide, int high) {
        for (int row = y; row < Math.min(height, y + high); row++) {
            for (int column = x; column < Math.min(width, x + wide); column++) {
                int at = row * width + column;
                int light = (picture.y()[at] & 0xff) - YuvPicture.BLACK;
                picture.y()[at] = (byte) (YuvPicture.BLACK + (int) (light * (1 - STRIP_DARKNESS)));
            }
        }
    }

    private void text(YuvPicture picture, TextMask mask, int x, int y) {
        for (int row = 0; row < mask.height() && y + row < height; row++) {
            for (int column = 0; column < mask.width() && x + column < width; column++) {
                int cover = mask.coverage()[row * mask.width() + column] & 0xff;
                if (cover > 0) {
                    int at = (y + row) * width + x + column;
                    int old = picture.y()[at] & 0xff;
                    picture.y()[at] = (byte) (old + (YuvPicture.WHITE - old) * cover / 255);
                    if (cover > 127) {
                        noColour(picture, x + column, y + row);
                    }
                }
            }
        }
    }

    private void noColour(YuvPicture picture, int column, int row) {
        int at = row / 2 * (width / 2) + column / 2;
        picture.u()[at] = (byte) YuvPicture.NO_COLOUR;
        picture.v()[at] = (byte) YuvPicture.NO_COLOUR;
    }
}
