package org.haidang.programme.contact;

import java.time.Instant;

/** Where a version of the list stands at one station. */
public sealed interface HopStatus {

    record Waiting() implements HopStatus {}

    record Signed(Instant at, String signer) implements HopStatus {
        public Signed {
            requireSigner(signer);
        }
    }

    /** Sent back: this version goes no further, a new one answers the reason. */
    record Returned(Instant at, String signer, String reason) implements HopStatus {
        public Returned {
            requireSigner(signer);
            if (reason.isBlank()) {
                throw new IllegalArgumentException("sending a list back needs a reason");
            }
        }
    }

    private static void requireSigner(String signer) {
        if (signer.isBlank()) {
            throw new IllegalArgumentException("a signature names its signer");
        }
    }
}
