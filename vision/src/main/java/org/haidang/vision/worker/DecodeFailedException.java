package org.haidang.vision.worker;

import java.io.Serial;

/** This picture could not be decoded or encoded; the next one may. */
final class DecodeFailedException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    DecodeFailedException(String message) {
        super(message);
    }
}
