package org.haidang.media.rtsp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Transport} of a SETUP answer or request (RFC 2326 section 12.39), first alternative
 * only. A parameter that cannot be read counts as absent.
 *
 * @param tcp interleaved, by its protocol or because it names channels
 * @param multicast to a group
 * @param interleaved RTP and RTCP channels, null when absent
 * @param clientPorts our ports as the peer repeats them
 * @param serverPorts where the peer sends from; null when absent or nonsense
 * @param source address the peer says it sends from, as written
 * @param ssrc unsigned, or -1
 */
public record TransportHeader(
        boolean tcp,
        boolean multicast,
        @Nullable Pair interleaved,
        @Nullable Pair clientPorts,
        @Nullable Pair serverPorts,
        @Nullable String source,
        long ssrc) {

    /** Two channels or two ports; a single one stands for itself and the next. */
    public record Pair(int rtp, int rtcp) {

        private static @Nullable Pair parse(String value, int min, int max) {
            String[] parts = value.strip().split("-", 2);
            long rtp = RtspMessage.leadingNumber(parts[0], -1);
            long rtcp = parts.length > 1 ? RtspMessage.leadingNumber(parts[1], -1) : rtp + 1;
            if (rtp < min || rtp > max) {
                return null;
            }
            boolean usable = rtcp >= min && rtcp <= max;
            return new Pair((int) rtp, (int) (usable ? rtcp : Math.min(rtp + 1, max)));
        }

        @Override
        public String toString() {
            return rtp + "-" + rtcp;
        }
    }

    /** Ports below this are placeholders of cameras that do not know their own ({@code 0-0}). */
    private static final int MIN_PORT = 2;

    private static final TransportHeader EMPTY =
            new TransportHeader(false, false, null, null, null, null, -1);

    /** Reads a header value; an absent one gives a header without any information. */
    public static TransportHeader parse(@Nullable String value) {
        if (value == null) {
            return EMPTY;
        }
        boolean tcp = false;
        boolean multicast = false;
        Pair interleaved = null;
        Pair clientPorts = null;
        Pair serverPorts = null;
        String source = null;
        long ssrc = -1;
        int comma = value.indexOf(',');
        for (String parameter : (comma < 0 ? value : value.substring(0, comma)).split(";")) {
            int equals = parameter.indexOf('=');
            String key =
                    (equals < 0 ? parameter : parameter.substring(0, equals))
                            .strip()
                            .toLowerCase(Locale.ROOT);
            String text = equals < 0 ? "" : parameter.substring(equals + 1).strip();
            switch (key) {
                case "multicast" -> multicast = true;
                case "interleaved" -> interleaved = Pair.parse(text, 0, 255);
                case "client_port" -> clientPorts = Pair.parse(text, MIN_PORT, 65_535);
                case "server_port" -> serverPorts = Pair.parse(text, MIN_PORT, 65_535);
                case "source" -> source = text.isEmpty() ? null : text;
                case "ssrc" -> ssrc = ssrc(text);
                default -> tcp |= key.startsWith("rtp/") && key.endsWith("/tcp");
            }
        }
        return new TransportHeader(
                tcp || interleaved != null,
                multicast,
                interleaved,
                clientPorts,
                serverPorts,
                source,
                ssrc);
    }

    private static long ssrc(String text) {
        try {
            String hex = text.startsWith("0x") || text.startsWith("0X") ? text.substring(2) : text;
            return hex.isEmpty() || hex.length() > 8 ? -1 : Long.parseUnsignedLong(hex, 16);
        } catch (NumberFormatException e) {
            return -1; // some cameras write it in decimal or not at all
        }
    }

    /** What to ask for: interleaved on two channels. */
    static String askTcp(int rtpChannel) {
        return "RTP/AVP/TCP;unicast;interleaved=" + rtpChannel + "-" + (rtpChannel + 1);
    }

    /** What to ask for: datagrams to an even port and the next. */
    static String askUdp(int rtpPort) {
        return "RTP/AVP;unicast;client_port=" + rtpPort + "-" + (rtpPort + 1);
    }
}
