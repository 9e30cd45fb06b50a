package org.haidang.media.rtp;

/** Takes NAL units and fragments of them out of the payloads of one RTP payload format. */
interface NalPayload {
    /** Where they go. Buffers are only lent. */
    interface Sink {
        void onNal(byte[] data, int offset, int length);

        /**
         * A fragment of a NAL unit.
         *
         * @param header the NAL unit's own header, one or two bytes, as rebuilt from the fragment's
         * @param headerBytes 1 or 2
         */
        void onFragment(
                int header,
                int headerBytes,
                boolean start,
                boolean end,
                byte[] data,
                int offset,
                int length);
    }

    /**
     * Takes one payload apart.
     *
     * @return false when (the rest of) the payload could not be understood
     */
    boolean unpack(byte[] data, int offset, int length, Sink sink);
}
