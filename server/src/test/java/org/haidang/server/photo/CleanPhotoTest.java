package org.haidang.server.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.haidang.server.photo.PhotoException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanPhotoTest {
    private static final int RED = 0xff0000;

    @Test
    void takesTheLocationOutOfThePictureAndKeepsItBesideOnlyWhenAsked() throws Exception {
        byte[] photo = withExif(image("jpeg", 40, 30), exif(1));
        CleanPhoto clean = CleanPhoto.of(photo, false);
        assertThat(new String(photo, StandardCharsets.ISO_8859_1)).contains("Exif", "SECRET");
        assertThat(new String(clean.bytes(), StandardCharsets.ISO_8859_1))
                .doesNotContain("Exif", "SECRET");
        assertThat(clean.place()).isNull();
        CleanPhoto.PhotoPlace place = Objects.requireNonNull(CleanPhoto.of(photo, true).place());
        assertThat(place.latitude()).isCloseTo(11.5675, within(0.0001));
        assertThat(place.longitude()).isCloseTo(108.9888, within(0.0001));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsThePictureUpright(int orientation) throws Exception {
        byte[] photo = withExif(image("jpeg", 64, 32), exif(orientation));
        CleanPhoto clean = CleanPhoto.of(photo, false);
        boolean swapped = orientation >= 5;
        assertThat(clean.width()).isEqualTo(swapped ? 32 : 64);
        assertThat(clean.height()).isEqualTo(swapped ? 64 : 32);
        BufferedImage seen = ImageIO.read(new ByteArrayInputStream(clean.bytes()));
        int right = seen.getWidth() - 4;
        int low = seen.getHeight() - 4;
        int[][] red = {{3, 3}, {right, 3}, {right, low}, {3, low}};
        // Where the stored top left corner, which is red, has to come to lie.
        int corner = new int[] {0, 1, 2, 3, 0, 1, 2, 3}[orientation - 1];
        for (int i = 0; i < 4; i++) {
            int rgb = seen.getRGB(red[i][0], red[i][1]);
            assertThat((rgb >> 16 & 0xff) > 150 && (rgb & 0xff) < 100)
                    .as("corner %d", i)
                    .isEqualTo(i == corner);
        }
    }

    @Test
    void makesAJpegOfAPng() throws Exception {
        CleanPhoto clean = CleanPhoto.of(image("png", 40, 30), true);
        assertThat(clean.mediaType()).isEqualTo("image/jpeg");
        assertThat(ImageIO.read(new ByteArrayInputStream(clean.bytes())).getWidth()).isEqualTo(40);
    }

    @Test
    void makesLargePhotosSmaller() throws Exception {
        CleanPhoto clean = CleanPhoto.of(image("jpeg", 9_000, 600), false);
        assertThat(clean.width()).isEqualTo(3_000);
        assertThat(clean.height()).isEqualTo(200);
    }

    @Test
    void keepsOfAWebPNothingButThePicture() throws Exception {
        CleanPhoto clean = CleanPhoto.of(webP(640, 480, true), false);
        assertThat(clean.mediaType()).isEqualTo("image/webp");
        assertThat(clean.width()).isEqualTo(640);
        assertThat(new String(clean.bytes(), StandardCharsets.ISO_8859_1))
                .startsWith("RIFF")
                .doesNotContain("EXIF", "SECRET");
        assertThat(CleanPhoto.of(clean.bytes(), false).bytes()).isEqualTo(clean.bytes());
    }

    @Test
    void refusesWhatIsNoPhoto() {
        for (String text :
                new String[] {
                    "",
                    "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                    "<html><script>alert(1)</script>",
                    "GIF89a",
                    "MZ\u0090",
                    "%PDF-1.7"
                }) {
            refused(Reason.NOT_A_PHOTO, text.getBytes(StandardCharsets.ISO_8859_1));
        }
        refused(Reason.BROKEN, "\u00ff\u00d8\u00ff<html>".getBytes(StandardCharsets.ISO_8859_1));
        refused(
                Reason.BROKEN,
                "RIFF\u0010\0\0\0WEBPVP8 \u00ff\u00ff\u00ff\u007f"
                        .getBytes(StandardCharsets.ISO_8859_1));
        refused(Reason.TOO_LARGE, new byte[CleanPhoto.MAX_BYTES + 1]);
    }

    @Test
    void refusesABombBeforeItIsUnpacked() throws Exception {
        refused(Reason.TOO_MANY_PIXELS, pngBomb(60_000, 60_000));
        refused(Reason.TOO_MANY_PIXELS, webP(16_383, 16_383, false));
    }

    @Test
    void refusesEachTruncationWithASentenceAndNothingElse() throws Exception {
        for (byte[] whole :
                new byte[][] {
                    withExif(image("jpeg", 40, 30), exif(6)),
                    image("png", 40, 30),
                    webP(640, 480, true)
                }) {
            for (int length = 0; length < whole.length; length += 7) {
                try {
                    CleanPhoto.of(Arrays.copyOf(whole, length), true);
                } catch (PhotoException e) {
                    assertThat(e.reason()).isIn(Reason.NOT_A_PHOTO, Reason.BROKEN);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void survivesFlippedBytes(long seed) throws Exception {
        Random random = new Random(seed);
        byte[][] whole = {
            withExif(image("jpeg", 40, 30), exif(6)), image("png", 40, 30), webP(64, 48, true)
        };
        for (int i = 0; i < 300; i++) {
            byte[] bytes = whole[i % whole.length].clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                CleanPhoto.of(bytes, true);
            } catch (PhotoException e) {
                assertThat(e.reason()).isNotNull();
            }
        }
    }

    private static void refused(Reason reason, byte[] bytes) {
        assertThatThrownBy(() -> CleanPhoto.of(bytes, false))
                .isInstanceOfSatisfying(
                        PhotoException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    // ---- photos

    /** Blue, with a red corner on the top left. */
    private static byte[] image(String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, x < 12 && y < 12 ? RED : 0x0000ff);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    private static byte[] withExif(byte[] jpeg, byte[] exif) {
        ByteBuffer photo = ByteBuffer.allocate(jpeg.length + 4 + exif.length);
        photo.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) (2 + exif.length));
        return photo.put(exif).put(jpeg, 2, jpeg.length - 2).array();
    }

    /** 11° 34' 3" N, 108° 59' 19.68" E. */
    private static byte[] exif(int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(6 + 200).order(ByteOrder.LITTLE_ENDIAN);
        exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.put("II".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        exif.putShort((short) 2);
        exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putInt(orientation);
        exif.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(40);
        exif.position(6 + 40).putShort((short) 4);
        exif.putShort((short) 1).putShort((short) 2).putInt(2).putInt('N');
        exif.putShort((short) 2).putShort((short) 5).putInt(3).putInt(100);
        exif.putShort((short) 3).putShort((short) 2).putInt(2).putInt('E');
        exif.putShort((short) 4).putShort((short) 5).putInt(3).putInt(130);
        exif.position(6 + 100);
        exif.putInt(11).putInt(1).putInt(34).putInt(1).putInt(3).putInt(1);
        exif.position(6 + 130);
        exif.putInt(108).putInt(1).putInt(59).putInt(1).putInt(1968).putInt(100);
        exif.position(6 + 160).put("SECRET".getBytes(StandardCharsets.US_ASCII));
        return exif.array();
    }

    private static byte[] webP(int width, int height, boolean exif) {
        ByteBuffer vp8 = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        vp8.put(new byte[] {0x10, 0, 0, (byte) 0x9d, 1, 0x2a});
        vp8.putShort((short) width).putShort((short) height);
        ByteBuffer file = ByteBuffer.allocate(12 + 40 + (exif ? 16 : 0));
        file.order(ByteOrder.LITTLE_ENDIAN).put("RIFF".getBytes(StandardCharsets.US_ASCII));
        file.putInt(file.capacity() - 8).put("WEBPVP8 ".getBytes(StandardCharsets.US_ASCII));
        file.putInt(32).put(vp8.array());
        if (exif) {
            file.put("EXIF".getBytes(StandardCharsets.US_ASCII)).putInt(8);
            file.put("SECRET\0\0".getBytes(StandardCharsets.US_ASCII));
        }
        return file.array();
    }

    /** A small file that says it is a large picture. */
    private static byte[] pngBomb(int width, int height) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) 8).put((byte) 2);
        chunk(png, "IHDR", header.array());
        Deflater deflater = new Deflater(9);
        deflater.setInput(new byte[1 << 20]);
        deflater.finish();
        byte[] packed = new byte[1 << 16];
        int length = deflater.deflate(packed);
        deflater.end();
        chunk(png, "IDAT", Arrays.copyOf(packed, length));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String name, byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.US_ASCII));
        sum.update(content);
        ByteBuffer head = ByteBuffer.allocate(8).putInt(content.length);
        png.writeBytes(head.put(name.getBytes(StandardCharsets.US_ASCII)).array());
        png.writeBytes(content);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
