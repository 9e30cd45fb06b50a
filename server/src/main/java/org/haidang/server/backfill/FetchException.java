package org.haidang.server.backfill;

import org.haidang.media.rtsp.net.ReplayException;
import org.haidang.onvif.OnvifException;

/** A device could not be asked, or does not play. Without a stack trace: devices cause these. */
public final class FetchException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FetchResult result;

    FetchException(FetchResult result, String detail) {
        super(detail, null, false, false);
        this.result = result;
    }

    static FetchException of(OnvifException e) {
        FetchResult result =
                switch (e.failure()) {
                    case UNSUPPORTED, NOT_ONVIF -> FetchResult.NO_STORAGE;
                    case LOGIN_NEEDED, LOGIN_REFUSED, LOCKED -> FetchResult.LOGIN_REFUSED;
                    case CERTIFICATE_CHANGED, CERTIFICATE_UNKNOWN ->
                            FetchResult.CERTIFICATE_REFUSED;
                    case OUTDATED_TLS -> FetchResult.ENCRYPTION_OUTDATED;
                    case UNKNOWN_HOST, FORBIDDEN_ADDRESS, REFUSED, UNREACHABLE, TIMEOUT, CLOSED ->
                            FetchResult.NO_ANSWER;
                    case FAULT, MALFORMED, TOO_LARGE -> FetchResult.GARBLED;
                };
        return new FetchException(result, e.detail());
    }

    static FetchException of(ReplayException e) {
        FetchResult result =
                switch (e.reason()) {
                    case UNSUPPORTED -> FetchResult.NO_STORAGE;
                    case NOT_FOUND -> FetchResult.NOTHING_STORED;
                    case AUTHENTICATION -> FetchResult.LOGIN_REFUSED;
                    case BUSY -> FetchResult.BUSY;
                    case NO_MEDIA, CLOSED -> FetchResult.BROKEN_OFF;
                    case UNKNOWN_HOST, UNREACHABLE, REFUSED, FORBIDDEN_ADDRESS ->
                            FetchResult.NO_ANSWER;
                    case REJECTED, PROTOCOL, FROZEN, NO_LINK, NOT_GRANTED, GIVES_WAY ->
                            FetchResult.GARBLED;
                };
        return new FetchException(result, e.sentence());
    }

    public FetchResult result() {
        return result;
    }
}
