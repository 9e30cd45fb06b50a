package org.haidang.server.connection.store;

/**
 * A person's word for a picture.
 *
 * @param reason why it was rejected; empty when accepted
 * @param zone code of the zone it was said of, with block and floor
 * @param url the camera's address then
 */
public record Judgement(
        String id,
        String cameraId,
        String pictureSha256,
        boolean accepted,
        String reason,
        String zone,
        String block,
        String floor,
        String url,
        long atUs,
        String byId,
        String byName) {}
