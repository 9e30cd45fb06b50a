package org.haidang.uplink.site;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.NoAnswerException;
import org.haidang.uplink.wire.Ask;
import org.haidang.uplink.wire.ByteRange;
import org.haidang.uplink.wire.Coverage;
import org.haidang.uplink.wire.Recorded;
import org.haidang.uplink.wire.VideoHead;

/** What the site has recorded, for a centre that asks. */
public interface Recordings {
    /** Whether the centre may have what was recorded of a camera, now. Does not block. */
    boolean granted(String cameraId);

    /** The centre asked for what is not granted; to be noted. */
    default void overreached(String cameraId) {}

    /**
     * Says the answer and returns when all of it is said. Called in a thread of its own, so it may
     * wait for disks, the database, and the centre.
     *
     * @throws NoAnswerException with the reason that the centre is told
     * @throws IOException when a disk fails or the centre has gone
     */
    void answer(Ask ask, Reply to) throws IOException;

    /** Where an answer goes: one word first, then data, if it is of that kind. */
    interface Reply {
        void recorded(Recorded recorded) throws IOException;

        void coverage(Coverage coverage) throws IOException;

        void head(VideoHead head) throws IOException;

        /** What the centre wants of a file; waits until it has said so. */
        ByteRange range() throws IOException;

        /** For the data; waits while the centre or the line takes none. */
        WritableByteChannel data();
    }

    /** Nothing is given. */
    static Recordings none() {
        return new Recordings() {
            @Override
            public boolean granted(String cameraId) {
                return false;
            }

            @Override
            public void answer(Ask ask, Reply to) throws IOException {
                throw new NoAnswerException(NoAnswer.NOT_GRANTED, "nothing is given here");
            }
        };
    }
}
