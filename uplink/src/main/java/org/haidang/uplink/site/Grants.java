package org.haidang.uplink.site;

import java.util.List;
import org.haidang.media.source.Shortage;
import org.haidang.media.stream.Stream;
import org.haidang.media.stream.StreamReader;
import org.haidang.uplink.wire.CameraState;
import org.haidang.uplink.wire.Catalogue;

/** What the site lets the centre have. Called from the link's threads; may block for a moment. */
public interface Grants {
    /** All that is granted now, as one whole catalogue. */
    Catalogue catalogue();

    /** How the granted cameras are now. */
    List<CameraState> states();

    /**
     * Joins a stream for the centre, if it may have it; its {@link Watch} is closed by the link.
     *
     * @param stream {@code main} or {@code sub}
     * @throws RefusedException with the reason of the contract
     */
    Watch watch(String cameraId, String stream) throws RefusedException;

    /** Whether a camera has a smaller stream too. */
    boolean hasSub(String cameraId);

    /** Whether the centre may have a camera's live pictures now. */
    boolean live(String cameraId);

    /** Whether the centre may have a camera's recordings now. */
    boolean playback(String cameraId);

    /**
     * The centre asked for what it may not have and was refused; it is recorded, within bounds.
     * {@link #watch} tells it itself.
     *
     * @param what {@code live} or {@code playback}
     */
    void overreached(String cameraId, String what);

    /** A stream that the centre watches. */
    interface Watch extends AutoCloseable {
        Stream stream();

        StreamReader reader();

        /** What lines below left out of it; nothing for a camera of this site. */
        default Shortage shortage() {
            return Shortage.NONE;
        }

        /** How closely it is looked at above, see {@code Renewal} in the contract. */
        default void attention(int attention) {}

        @Override
        void close();
    }

    /** The centre may not have it, or it is not there. */
    final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        /**
         * @param why a word of {@code LeaseEnded} in the contract
         */
        public RefusedException(String why) {
            super(why);
        }

        public String why() {
            return String.valueOf(getMessage());
        }
    }
}
