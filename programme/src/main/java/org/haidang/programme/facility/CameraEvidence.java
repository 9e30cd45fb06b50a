package org.haidang.programme.facility;

import java.util.regex.Pattern;

/** What a step of a camera is founded on; hashes are SHA-256 in hexadecimal. */
public sealed interface CameraEvidence {

    Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** Make, model and serial as the device told them. */
    record DeviceAnswered(String probeLogSha256) implements CameraEvidence {
        public DeviceAnswered {
            requireHash(probeLogSha256);
        }
    }

    /** The maker's password was tried, and the camera refused it. */
    record DefaultPasswordRefused(String probeLogSha256) implements CameraEvidence {
        public DefaultPasswordRefused {
            requireHash(probeLogSha256);
        }
    }

    record PictureDecoded(String snapshotSha256) implements CameraEvidence {
        public PictureDecoded {
            requireHash(snapshotSha256);
        }
    }

    record ZoneChosen(ZonePlace place) implements CameraEvidence {}

    /** A person looked at this picture and accepts what it shows. */
    record PictureSeen(String snapshotSha256) implements CameraEvidence {
        public PictureSeen {
            requireHash(snapshotSha256);
        }
    }

    record ConnectionProven(CameraConnection.Connected proof) implements CameraEvidence {}

    record HealthSeen(CameraState health, String snapshotOrLogSha256) implements CameraEvidence {
        public HealthSeen {
            requireHash(snapshotOrLogSha256);
            if (!health.health()) {
                throw new IllegalArgumentException(health + " is no health");
            }
        }
    }

    record RetirementSigned(String retirementRecord) implements CameraEvidence {
        public RetirementSigned {
            if (retirementRecord.isBlank()) {
                throw new IllegalArgumentException("evidence names its document");
            }
        }
    }

    private static void requireHash(String hash) {
        if (!SHA_256.matcher(hash).matches()) {
            throw new IllegalArgumentException("not a SHA-256: " + hash);
        }
    }
}
