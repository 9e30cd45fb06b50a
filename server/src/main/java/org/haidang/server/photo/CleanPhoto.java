package org.haidang.server.photo;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.haidang.server.photo.Exif.Place;
import org.haidang.server.photo.PhotoException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A photo that is nothing but its picture: decoded, turned upright, at most {@value #MAX_SIDE_PX}
 * pixels a side, written anew. WebP is the exception that {@link WebP} tells of.
 *
 * @param place where it was taken, when it said so and the sender wants it kept; it is data beside
 *     the picture, never inside
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record CleanPhoto(
        String mediaType, byte[] bytes, int width, int height, @Nullable PhotoPlace place) {

    /** Degrees, WGS 84, north and east. */
    public record PhotoPlace(double latitude, double longitude) {}

    public static final int MAX_BYTES = 10 << 20;

    /** More than a phone's camera makes; as an array of pixels it would be 300 MB. */
    public static final long MAX_PIXELS = 100_000_000;

    public static final int MAX_SIDE_PX = 4_096;
    private static final float QUALITY = 0.85f;

    static {
        // Photos stay in memory: bounded by MAX_BYTES, and no copies lie around in /tmp.
        ImageIO.setUseCache(false);
    }

    /** What strangers sent, cleaned. Needs up to 70 MB while it runs: limit how many do at once. */
    public static CleanPhoto of(byte[] bytes, boolean keepPlace) throws PhotoException {
        if (bytes.length > MAX_BYTES) {
            throw new PhotoException(Reason.TOO_LARGE);
        }
        if (WebP.is(bytes)) {
            return WebP.clean(bytes);
        }
        boolean jpeg = Bytes.starts(bytes, 0, "\u00ff\u00d8\u00ff");
        if (!jpeg && !Bytes.starts(bytes, 0, "\u0089PNG\r\n\u001a\n")) {
            throw new PhotoException(Reason.NOT_A_PHOTO);
        }
        Exif exif = jpeg ? Exif.ofJpeg(bytes) : Exif.NONE;
        BufferedImage upright = upright(decode(bytes, jpeg ? "jpeg" : "png"), exif.orientation());
        Place place = keepPlace ? exif.place() : null;
        return new CleanPhoto(
                "image/jpeg",
                encode(upright),
                upright.getWidth(),
                upright.getHeight(),
                place == null ? null : new PhotoPlace(place.latitude(), place.longitude()));
    }

    static void check(int width, int height) throws PhotoException {
        if (width < 1 || height < 1) {
            throw new PhotoException(Reason.BROKEN);
        }
        if ((long) width * height > MAX_PIXELS) {
            throw new PhotoException(Reason.TOO_MANY_PIXELS);
        }
    }

    private static BufferedImage decode(byte[] bytes, String format) throws PhotoException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        ImageReader reader = readers.next();
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            // Without metadata: a compressed text inside a PNG may be a bomb of its own.
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            check(width, height);
            int step = (Math.max(width, height) + MAX_SIDE_PX - 1) / MAX_SIDE_PX;
            ImageReadParam parameters = reader.getDefaultReadParam();
            parameters.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, parameters);
        } catch (IOException | RuntimeException e) {
            // The decoders throw all sorts of things at all sorts of bytes.
            throw new PhotoException(Reason.BROKEN, e);
        } finally {
            reader.dispose();
        }
    }

    /** Drawn onto white: what was transparent, palettes and odd colour models come out alike. */
    private static BufferedImage upright(BufferedImage image, int orientation) {
        boolean swapped = orientation >= 5;
        int width = image.getWidth();
        int height = image.getHeight();
        BufferedImage upright =
                new BufferedImage(
                        swapped ? height : width,
                        swapped ? width : height,
                        BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = upright.createGraphics();
        graphics.setColor(java.awt.Color.WHITE);
        graphics.fillRect(0, 0, upright.getWidth(), upright.getHeight());
        graphics.drawImage(image, turn(orientation, width, height), null);
        graphics.dispose();
        return upright;
    }

    /** CIPA DC-008, 4.6.5.1.6: where row 0 and column 0 lie. */
    private static AffineTransform turn(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    private static byte[] encode(BufferedImage image) throws PhotoException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new PhotoException(Reason.BROKEN, e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
