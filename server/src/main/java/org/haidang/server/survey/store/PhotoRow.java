package org.haidang.server.survey.store;

import org.haidang.programme.survey.Author;

/**
 * A photo of a survey.
 *
 * @param id made on the phone
 * @param sha256 of the file as we keep it
 * @param place "latitude, longitude"; empty when it is not known or not wanted
 */
public record PhotoRow(
        String id,
        String sha256,
        String mediaType,
        long bytes,
        int width,
        int height,
        String place,
        String caption,
        Author by,
        long receivedUs) {}
