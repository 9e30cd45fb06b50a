package org.haidang.server.audit.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One row of the log.
 *
 * <p><b>The hash</b> is SHA-256, written as 64 lower-case hexadecimal digits, over these fields one
 * after the other, in this order: {@code seq, at_us, kind, user_id, person, organisation_id,
 * address, session, facility_id, facility, camera_id, camera, from_us, to_us, detail,
 * previous_hash}. Each field is its length in bytes as four bytes, most significant first, and then
 * its bytes: text in UTF-8 exactly as it stands in the table, numbers as decimal digits in ASCII
 * (with {@code -} before negative ones), hashes as their 64 digits. A field that is null is the
 * four bytes {@code ff ff ff ff} alone, so that it differs from an empty one. The first row of all
 * has 64 zeros as its previous hash.
 *
 * @param seq from 1, without holes
 * @param atUs when it was written, microseconds since 1970 UTC
 */
public record AuditRow(long seq, long atUs, RowContent content, String previousHash, String hash) {

    /** The row that comes after another. */
    public static AuditRow after(Link previous, long atUs, RowContent content) {
        long seq = previous.seq() + 1;
        return new AuditRow(
                seq, atUs, content, previous.hash(), hash(seq, atUs, content, previous.hash()));
    }

    public Link link() {
        return new Link(seq, hash);
    }

    /** Whether the hash fits what the row says. */
    public boolean intact() {
        return hash.equals(hash(seq, atUs, content, previousHash));
    }

    /** Whether it is the row that comes after another, as far as both tell. */
    public boolean follows(Link previous) {
        return seq == previous.seq() + 1 && previousHash.equals(previous.hash());
    }

    private static String hash(long seq, long atUs, RowContent c, String previousHash) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        put(bytes, Long.toString(seq));
        put(bytes, Long.toString(atUs));
        put(bytes, c.kind());
        put(bytes, c.userId());
        put(bytes, c.person());
        put(bytes, c.organisationId());
        put(bytes, c.address());
        put(bytes, c.session());
        put(bytes, c.facilityId());
        put(bytes, c.facility());
        put(bytes, c.cameraId());
        put(bytes, c.camera());
        put(bytes, c.fromUs());
        put(bytes, c.toUs());
        put(bytes, c.detail());
        put(bytes, previousHash);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(ByteArrayOutputStream bytes, @Nullable Object field) {
        byte[] value =
                field == null ? new byte[0] : field.toString().getBytes(StandardCharsets.UTF_8);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(field == null ? -1 : value.length).array());
        bytes.writeBytes(value);
    }
}
