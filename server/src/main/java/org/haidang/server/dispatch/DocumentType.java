package org.haidang.server.dispatch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipFile;

/** The kinds of files that are taken, told by their bytes and never by their names. */
public enum DocumentType {
    PDF("pdf", "application/pdf"),
    DOCX("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    PNG("png", "image/png"),
    JPEG("jpg", "image/jpeg");

    /** Entries of a DOCX; Word writes a few dozen. */
    private static final int MAX_ENTRIES = 5_000;

    private final String extension;
    private final String mediaType;

    DocumentType(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    public String extension() {
        return extension;
    }

    public String mediaType() {
        return mediaType;
    }

    /**
     * What a file is; empty when it is nothing that is taken.
     *
     * @param head its first bytes
     * @param file where it lies, for the look into a DOCX
     */
    static Optional<DocumentType> of(byte[] head, Path file) throws IOException {
        if (begins(head, '%', 'P', 'D', 'F', '-')) {
            return Optional.of(PDF);
        }
        if (begins(head, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a)) {
            return Optional.of(PNG);
        }
        if (begins(head, 0xff, 0xd8, 0xff)) {
            return Optional.of(JPEG);
        }
        return begins(head, 'P', 'K', 3, 4) && word(file) ? Optional.of(DOCX) : Optional.empty();
    }

    private static boolean begins(byte[] head, int... bytes) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** Reads the list of contents only: nothing is unpacked, so no bomb goes off. */
    private static boolean word(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.size() <= MAX_ENTRIES
                    && zip.getEntry("[Content_Types].xml") != null
                    && zip.getEntry("word/document.xml") != null
                    // Macros: Word would ask, but nobody should be asked.
                    && zip.getEntry("word/vbaProject.bin") == null;
        } catch (java.util.zip.ZipException e) {
            return false;
        }
    }
}
