package org.haidang.camerafarm;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param profile which cameras to play
 * @param cameras how many; for the demo more than eight repeat its eight under other names
 * @param variant which clip the bench cameras play
 * @param bind address to listen on
 * @param port RTSP port, 0 for a free one
 * @param portPerCamera each camera listens on a port of its own (the first on {@code port}), so
 *     that a rebooting camera refuses connections as a real one does
 * @param controlPort control port on loopback, 0 for a free one
 * @param clips folder where encoded clips are kept between runs
 * @param username login every camera asks for, or null for cameras open to all
 * @param passwordFile file whose first line is the password; needed with {@code username}
 * @param digest which digest algorithms a camera offers
 * @param onvif three octets of a loopback net in which every camera is an ONVIF device, or null
 * @param onvifPort where devices listen, 0 for port 80 or else 8080, over HTTPS 443 or else 8443
 * @param onvifSecure devices speak HTTPS, each with a certificate of its own making
 * @param recorderChannels channels of the recorder that follows the cameras, 0 for none
 * @param storage whether devices store their main streams
 * @param storedHours how long before the start they pretend to have begun
 * @param cardHours how much they hold; what is older falls out
 * @param replays how many replays each device plays at once
 * @param factoryLogins numbers of devices that accept what their maker gave them
 * @param send one write per picture, or one per packet as small cameras do
 * @param join what a new viewer gets first
 * @param seconds end after this time, 0 for never
 * @param stats print a line of figures every second
 * @param jsonReady print the ready line as JSON
 * @param exitOnStdinEof end when standard input closes
 * @param clipsOnly make the clips and end
 * @param selfBench measure the farm's own cost against a reading process and end
 * @param help print the options and end
 */
public record Options(
        Profile profile,
        int cameras,
        BenchVariant variant,
        String bind,
        int port,
        boolean portPerCamera,
        int controlPort,
        Path clips,
        @Nullable String username,
        @Nullable Path passwordFile,
        Digest digest,
        @Nullable String onvif,
        int onvifPort,
        boolean onvifSecure,
        int recorderChannels,
        boolean storage,
        int storedHours,
        int cardHours,
        int replays,
        Set<Integer> factoryLogins,
        Send send,
        Join join,
        int seconds,
        boolean stats,
        boolean jsonReady,
        boolean exitOnStdinEof,
        boolean clipsOnly,
        boolean selfBench,
        boolean help) {

    /** More cameras than this need a second farm: one event loop would be late. */
    public static final int MAX_CAMERAS = 2_000;

    /** The last octet of a device's address is its number. */
    public static final int MAX_DEVICES = 254;

    /** As many as recorders of this kind have. */
    public static final int MAX_CHANNELS = 64;

    /** A month: what the largest memory cards hold. */
    public static final int MAX_CARD_HOURS = 720;

    /** More replays at once than any camera plays. */
    public static final int MAX_REPLAYS = 16;

    private static final Pattern NET = Pattern.compile("127\\.(\\d{1,3})\\.(\\d{1,3})");

    /** Which cameras to play. */
    public enum Profile {
        /** Eight cameras of one invented facility, each with its own scene, main and sub stream. */
        DEMO,
        /** Any number of cameras that share one 1080p25 clip of 2 Mbit/s. */
        BENCH
    }

    /** Which clip the bench cameras play; all are 1080p25 at 2 Mbit/s. */
    public enum BenchVariant {
        H264,
        LONG_GOP,
        B_PICTURES,
        H265,
        AAC,
        PCMU,
        /** One after another of the others. */
        MIX
    }

    /** How packets of one picture are written to a TCP connection. */
    public enum Send {
        PICTURE,
        PACKET
    }

    /** What a new viewer gets first. */
    public enum Join {
        /** The nearest key picture at once, as cameras do that make one for each viewer. */
        KEY,
        /** Whatever picture is due, as cameras do that make none. */
        MIDDLE
    }

    /** Which digest algorithms a camera offers (RFC 7616). */
    public enum Digest {
        MD5,
        SHA_256,
        BOTH
    }

    /** The text of {@code --help}. */
    public static final String HELP =
            """
            Usage: java --enable-native-access=ALL-UNNAMED -jar haidang-camerafarm.jar [options]

            Plays many fake cameras over RTSP (TCP and UDP).

              --profile demo|bench     eight cameras of one facility (default), or many of one clip
              --cameras N              how many (demo 8, bench 100; at most 2000)
              --variant V              clip of the bench cameras: h264 (default), long-gop,
                                       b-pictures, h265, aac, pcmu, mix
              --bind ADDRESS           listen here (default 127.0.0.1)
              --port N                 RTSP port (default 8554; 0 takes a free one)
              --port-per-camera        a port for each camera, so that one that reboots refuses
                                       connections
              --control-port N         HTTP control port on loopback (default 0, a free one)
              --clips DIR              where encoded clips are kept (default ./clips)
              --username U             login each camera asks for (default: none asked)
              --password-file F        file whose first line is the password
              --digest md5|sha-256|both  digest algorithms offered (default md5)
              --onvif NET              every camera is an ONVIF device as well, camera i at
                                       NET.i, where NET is three octets of the loopback net
                                       other than 127.0.0, for example 127.0.60
              --onvif-port N           port of the devices (default 80, else 8080; over HTTPS 443,
                                       else 8443)
              --onvif-https            devices speak HTTPS, each with a certificate that it has
                                       made itself at the start
              --recorder N             one more device: a recorder with N channels (needs --onvif)
              --no-storage             devices have no memory card and no disk (default: they store
                                       their main streams, to be searched and replayed)
              --stored-hours H         they began to store H hours before the start (default 1)
              --card-hours H           they hold H hours (1 to 720, default 24), older falls out
              --replays N              replays a device plays at once (1 to 16, default 2)
              --onvif-default-password LIST  these devices, for example 3,5, accept the login
                                       admin and 12345 instead of that of the farm
              --send picture|packet    one write per picture (default) or per packet
              --join key|middle        a viewer starts at the nearest key picture (default), or
                                       in the middle of a group
              --seconds S              end after S seconds (default: never)
              --stats                  print figures every second to standard error
              --json-ready             print the ready line as JSON
              --exit-on-stdin-eof      end when standard input closes
              --clips-only             make the clips of this profile and end
              --self-bench             measure the farm's own cost at 100, 200 and 500 cameras
              --help                   print this
            """;

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with one sentence for the user when an option is wrong
     */
    public static Options parse(List<String> args) {
        return new Parser(new ArrayDeque<>(args)).parse();
    }

    private static final class Parser {
        private final Deque<String> rest;
        private Profile profile = Profile.DEMO;
        private int cameras;
        private BenchVariant variant = BenchVariant.H264;
        private String bind = "127.0.0.1";
        private int port = 8554;
        private boolean portPerCamera;
        private int controlPort;
        private Path clips = Path.of("clips");
        private @Nullable String username;
        private @Nullable Path passwordFile;
        private Digest digest = Digest.MD5;
        private @Nullable String onvif;
        private int onvifPort;
        private boolean onvifSecure;
        private int recorderChannels;
        private boolean storage = true;
        private int storedHours = 1;
        private int cardHours = 24;
        private int replays = 2;
        private Set<Integer> factoryLogins = Set.of();
        private Send send = Send.PICTURE;
        private Join join = Join.KEY;
        private int seconds;
        private boolean stats;
        private boolean jsonReady;
        private boolean exitOnStdinEof;
        private boolean clipsOnly;
        private boolean selfBench;
        private boolean help;

        Parser(Deque<String> rest) {
            this.rest = rest;
        }

        Options parse() {
            while (!rest.isEmpty()) {
                option(rest.removeFirst());
            }
            if ((username == null) != (passwordFile == null)) {
                throw new IllegalArgumentException(
                        "--username and --password-file belong together");
            }
            int count = cameras > 0 ? cameras : profile == Profile.DEMO ? 8 : 100;
            checkDevices(count);
            return new Options(
                    profile,
                    count,
                    variant,
                    bind,
                    port,
                    portPerCamera,
                    controlPort,
                    clips,
                    username,
                    passwordFile,
                    digest,
                    onvif,
                    onvifPort,
                    onvifSecure,
                    recorderChannels,
                    storage,
                    storedHours,
                    cardHours,
                    replays,
                    factoryLogins,
                    send,
                    join,
                    seconds,
                    stats,
                    jsonReady,
                    exitOnStdinEof,
                    clipsOnly,
                    selfBench,
                    help);
        }

        private void checkDevices(int count) {
            if (onvif == null) {
                if (recorderChannels > 0
                        || onvifPort > 0
                        || onvifSecure
                        || !factoryLogins.isEmpty()) {
                    throw new IllegalArgumentException(
                            "--recorder, --onvif-port, --onvif-https and --onvif-default-password"
                                    + " need --onvif");
                }
                return;
            }
            if (bind.equals("0.0.0.0") || bind.startsWith(onvif + ".")) {
                throw new IllegalArgumentException(
                        "--bind " + bind + " would take the addresses of --onvif " + onvif);
            }
            int devices = count + (recorderChannels > 0 ? 1 : 0);
            if (devices > MAX_DEVICES) {
                throw new IllegalArgumentException(
                        "--onvif has room for " + MAX_DEVICES + " devices, not " + devices);
            }
        }

        private void option(String name) {
            switch (name) {
                case "--profile" -> profile = word(name, Profile.class);
                case "--cameras" -> cameras = number(name, 1, MAX_CAMERAS);
                case "--variant" -> variant = word(name, BenchVariant.class);
                case "--bind" -> bind = value(name);
                case "--port" -> port = number(name, 0, 65_535);
                case "--port-per-camera" -> portPerCamera = true;
                case "--control-port" -> controlPort = number(name, 0, 65_535);
                case "--clips" -> clips = Path.of(value(name));
                case "--username" -> username = value(name);
                case "--password-file" -> passwordFile = Path.of(value(name));
                case "--digest" -> digest = word(name, Digest.class);
                case "--onvif" -> onvif = net(name);
                case "--onvif-port" -> onvifPort = number(name, 1, 65_535);
                case "--onvif-https" -> onvifSecure = true;
                case "--recorder" -> recorderChannels = number(name, 1, MAX_CHANNELS);
                case "--no-storage" -> storage = false;
                case "--stored-hours" -> storedHours = number(name, 0, MAX_CARD_HOURS);
                case "--card-hours" -> cardHours = number(name, 1, MAX_CARD_HOURS);
                case "--replays" -> replays = number(name, 1, MAX_REPLAYS);
                case "--onvif-default-password" -> factoryLogins = numbers(name);
                case "--send" -> send = word(name, Send.class);
                case "--join" -> join = word(name, Join.class);
                case "--seconds" -> seconds = number(name, 0, Integer.MAX_VALUE);
                case "--stats" -> stats = true;
                case "--json-ready" -> jsonReady = true;
                case "--exit-on-stdin-eof" -> exitOnStdinEof = true;
                case "--clips-only" -> clipsOnly = true;
                case "--self-bench" -> selfBench = true;
                case "--help", "-h" -> help = true;
                default ->
                        throw new IllegalArgumentException(
                                "unknown option " + name + "; see --help");
            }
        }

        private String value(String name) {
            if (rest.isEmpty()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            return rest.removeFirst();
        }

        private String net(String name) {
            String text = value(name);
            Matcher octets = NET.matcher(text);
            if (!octets.matches()
                    || Integer.parseInt(octets.group(1)) > 255
                    || Integer.parseInt(octets.group(2)) > 255
                    || text.equals("127.0.0")) {
                throw new IllegalArgumentException(
                        name
                                + " wants three octets of the loopback net other than 127.0.0,"
                                + " for example 127.0.60, not "
                                + text);
            }
            return text;
        }

        private Set<Integer> numbers(String name) {
            Set<Integer> numbers = new TreeSet<>();
            for (String text : value(name).split(",", -1)) {
                numbers.add(number(name, text.strip(), 1, MAX_DEVICES));
            }
            return numbers;
        }

        private int number(String name, int min, int max) {
            return number(name, value(name), min, max);
        }

        private static int number(String name, String text, int min, int max) {
            try {
                int number = Integer.parseInt(text);
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Said below, as for a number out of range.
            }
            throw new IllegalArgumentException(
                    name + " wants a number from " + min + " to " + max + ", not " + text);
        }

        private <E extends Enum<E>> E word(String name, Class<E> type) {
            String text = value(name);
            for (E constant : type.getEnumConstants()) {
                if (optionWord(constant).equals(text)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException(name + " does not know " + text + "; see --help");
        }
    }

    /** The word of the command line for a constant: {@code LONG_GOP} is {@code long-gop}. */
    static String optionWord(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
