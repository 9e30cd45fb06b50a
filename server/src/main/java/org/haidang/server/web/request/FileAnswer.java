package org.haidang.server.web.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.haidang.archive.play.Export;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpRange;

/**
 * Answers with an export as a file of known length: whole or in part, RFC 9110 sections 13.1 and
 * 14.
 */
public final class FileAnswer {
    private FileAnswer() {}

    public static void write(
            Export export,
            String fileName,
            BooleanSupplier allowed,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        long size = export.byteCount();
        String tag = '"' + export.tag() + '"';
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("ETag", tag);
        response.setHeader("Cache-Control", "private, no-cache");
        response.setHeader("Haidang-Start-Us", Long.toString(export.startUs()));
        response.setHeader("Haidang-End-Us", Long.toString(export.endUs()));
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(304);
            return;
        }
        response.setContentType(export.mime());
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.attachment()
                        .filename(fileName, StandardCharsets.UTF_8)
                        .build()
                        .toString());
        Part part = part(request, size, tag);
        if (part.partial()) {
            response.setStatus(206);
            response.setHeader(
                    "Content-Range",
                    "bytes " + part.from() + "-" + (part.from() + part.count() - 1) + "/" + size);
        }
        response.setContentLengthLong(part.count());
        if (!request.getMethod().equals("HEAD")) {
            WritableByteChannel out = Channels.newChannel(response.getOutputStream());
            export.writeTo(new WhileAllowed(out, allowed), part.from(), part.count());
        }
    }

    /** A file of a day takes minutes: asks every second whether it may go on. */
    private static final class WhileAllowed implements WritableByteChannel {
        private static final long ASK_NS = 1_000_000_000L;

        private final WritableByteChannel out;
        private final BooleanSupplier allowed;
        private long askedNs = System.nanoTime();

        WhileAllowed(WritableByteChannel out, BooleanSupplier allowed) {
            this.out = out;
            this.allowed = allowed;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            long nowNs = System.nanoTime();
            if (nowNs - askedNs > ASK_NS) {
                askedNs = nowNs;
                if (!allowed.getAsBoolean()) {
                    throw new IOException("the right to this export has ended");
                }
            }
            return out.write(bytes);
        }

        @Override
        public boolean isOpen() {
            return out.isOpen();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    private record Part(long from, long count, boolean partial) {}

    /** One range is answered as asked; none or several get the whole file, which is allowed. */
    private static Part part(HttpServletRequest request, long size, String tag) {
        Part whole = new Part(0, size, false);
        String header = request.getHeader("Range");
        String condition = request.getHeader("If-Range");
        if (header == null || (condition != null && !condition.equals(tag))) {
            return whole;
        }
        List<HttpRange> ranges;
        try {
            ranges = HttpRange.parseRanges(header);
        } catch (IllegalArgumentException e) {
            return whole;
        }
        if (ranges.size() != 1) {
            return whole;
        }
        HttpRange range = ranges.getFirst();
        try {
            long from = range.getRangeStart(size);
            long end = range.getRangeEnd(size);
            if (from < size && end >= from) {
                return new Part(from, end - from + 1, true);
            }
        } catch (IllegalArgumentException e) {
            // outside of the file, as below
        }
        throw ProblemException.of(416, "range");
    }

    /**
     * Of letters every file system takes, with the local look of the camera's name where it can.
     */
    public static String name(String cameraName, long fromUs) {
        String plain =
                Normalizer.normalize(
                                cameraName.replace('đ', 'd').replace('Đ', 'D'), Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "")
                        .replaceAll("[^A-Za-z0-9]+", "-")
                        .replaceAll("^-|-$", "")
                        .toLowerCase(Locale.ROOT);
        String time = Moments.text(fromUs).substring(0, 19).replace(':', '-');
        return (plain.isEmpty() ? "camera" : plain) + "_" + time + "Z.mp4";
    }
}
