package org.haidang.server.connection.store;

import org.haidang.programme.facility.ConnectionFacts.Credential;
import org.jspecify.annotations.Nullable;

/**
 * What was found at a camera with one address and login.
 *
 * @param login fingerprint of address and login; empty when nothing was found yet
 * @param answeredUs when its test succeeded last, 0 for never
 * @param credential what came of trying default passwords
 * @param pictureSha256 the picture taken last for a person to judge; empty before
 * @param pictureUs when that picture was taken by the camera
 * @param firstPictureUs how long a viewer waited for the first picture; null when none came
 * @param joinedUs when that was measured, 0 for never
 */
public record CameraCheck(
        String cameraId,
        String login,
        long answeredUs,
        String probeSha256,
        Credential credential,
        long credentialUs,
        String credentialSha256,
        String pictureSha256,
        long pictureUs,
        @Nullable Long firstPictureUs,
        long joinedUs) {

    public static CameraCheck none(String cameraId, String login) {
        return new CameraCheck(cameraId, login, 0, "", Credential.NOT_TRIED, 0, "", "", 0, null, 0);
    }

    public CameraCheck answered(String sha256, long us) {
        return new CameraCheck(
                cameraId,
                login,
                us,
                sha256,
                credential,
                credentialUs,
                credentialSha256,
                pictureSha256,
                pictureUs,
                firstPictureUs,
                joinedUs);
    }

    public CameraCheck tried(Credential found, String sha256, long us) {
        return new CameraCheck(
                cameraId,
                login,
                answeredUs,
                probeSha256,
                found,
                us,
                sha256,
                pictureSha256,
                pictureUs,
                firstPictureUs,
                joinedUs);
    }

    public CameraCheck pictured(String sha256, long us) {
        return new CameraCheck(
                cameraId,
                login,
                answeredUs,
                probeSha256,
                credential,
                credentialUs,
                credentialSha256,
                sha256,
                us,
                firstPictureUs,
                joinedUs);
    }

    public CameraCheck joined(@Nullable Long waitedUs, long us) {
        return new CameraCheck(
                cameraId,
                login,
                answeredUs,
                probeSha256,
                credential,
                credentialUs,
                credentialSha256,
                pictureSha256,
                pictureUs,
                waitedUs,
                us);
    }
}
