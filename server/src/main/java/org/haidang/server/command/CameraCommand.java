package org.haidang.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.Credentials;
import org.haidang.media.rtsp.RtspUri;
import org.haidang.media.rtsp.TransportChoice;
import org.haidang.media.rtsp.net.AddressRules;
import org.haidang.media.rtsp.net.EventLoops;
import org.haidang.media.source.FailureReason;
import org.haidang.onvif.discovery.AddressRange;
import org.haidang.onvif.discovery.FoundDevice;
import org.haidang.onvif.discovery.Hosts;
import org.haidang.server.device.Devices;
import org.haidang.server.probe.CameraProbe.Found;
import org.haidang.server.probe.CameraProbe.Step;
import org.haidang.server.probe.CameraProbe.Target;
import org.haidang.server.probe.Diagnosis;
import org.haidang.server.probe.RtspCameraProbe;
import org.haidang.server.probe.StepWords;
import org.haidang.server.program.StartException;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.haidang.vision.KeyPictureDecoder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cameras, from the machine itself. */
@Command(
        name = "camera",
        description = "Finds cameras in the network, and says what is wrong with one.",
        subcommands = {CameraCommand.Search.class, CameraCommand.DoctorOfCamera.class},
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class CameraCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    @Command(
            name = "search",
            description = {
                "Finds cameras and recorders that speak ONVIF: in the networks of this machine, and at the"
                        + " addresses named. Tries no login.",
                "",
                "Exit code 4 when none was found."
            },
            mixinStandardHelpOptions = true)
    static final class Search implements Callable<Integer> {
        @Parameters(
                paramLabel = "RANGE",
                arity = "0..*",
                description = "192.168.1.0/24, 192.168.1.10-50, 192.168.1.64 or 192.168.1.64:8899")
        private List<String> ranges = List.of();

        @Option(
                names = "--no-multicast",
                description = "ask the named addresses only, not all of this machine's networks")
        private boolean named;

        @Override
        public Integer call() {
            AtomicInteger found = new AtomicInteger();
            try {
                List<AddressRange> read = AddressRange.parse(String.join(" ", ranges));
                if (read.isEmpty() && named) {
                    throw new StartException("Name addresses, or leave out --no-multicast.");
                }
                new Devices(AddressRules.any(), InstantSource.system(), new SecureRandom())
                        .search(
                                read,
                                !named,
                                device -> {
                                    found.incrementAndGet();
                                    print(device);
                                });
            } catch (MalformedInputException e) {
                throw new StartException(
                        "The addresses cannot be read: "
                                + e.getMessage()
                                + ". Write them as 192.168.1.0/24 or 192.168.1.10-50.",
                        e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Commands.FAILED;
            }
            System.err.println(found + " found");
            return found.get() == 0 ? Commands.FOUND_WRONG : 0;
        }

        private static void print(FoundDevice device) {
            System.out.printf(
                    "%s\t%s\t%s\t%s%n",
                    Hosts.text(device.from()),
                    Objects.requireNonNullElse(device.name(), "-"),
                    Objects.requireNonNullElse(device.hardware(), "-"),
                    device.services().isEmpty() ? "-" : device.services().getFirst());
        }
    }

    @Command(
            name = "doctor",
            description = {
                "Tries a camera as the recorder does, step by step: address, way to its network, port, RTSP,"
                        + " login, streams, first packet, first picture, clock, decoding. At the step that"
                        + " fails it says what that means, what to do and whose work that is.",
                "",
                "Needs no running server and changes nothing. Tries one login, the one given, and never"
                        + " another. Exit code 4 when a step failed."
            },
            mixinStandardHelpOptions = true)
    static final class DoctorOfCamera implements Callable<Integer> {
        private static final long DECODE_SECONDS = 60;
        private static final int PICTURE_WIDTH_PX = 1_920;

        @Parameters(paramLabel = "URL", description = "for instance rtsp://192.168.1.64/stream1")
        String url = "";

        @Option(names = "--username", paramLabel = "NAME", description = "the camera's login")
        @Nullable String username;

        @Option(
                names = "--password-file",
                paramLabel = "FILE",
                description =
                        "file whose first line is the password (or set HAIDANG_CAMERA_PASSWORD); it is"
                                + " no option, for every user of the machine sees those")
        @Nullable Path passwordFile;

        @Option(
                names = "--transport",
                paramLabel = "tcp|udp|auto",
                description = "how pictures travel (default tcp)")
        private String transport = "tcp";

        @Option(
                names = "--language",
                paramLabel = "vi|en",
                description = "of the sentences (default by LANG, else vi)")
        @Nullable String language;

        @Option(
                names = "--picture",
                paramLabel = "FILE",
                description = "write the picture that came there, as JPEG")
        @Nullable Path picture;

        @Override
        public Integer call() {
            Language spoken = spoken();
            Target target = target();
            try (EventLoops loops = EventLoops.start(1);
                    KeyPictureDecoder decoder = new KeyPictureDecoder()) {
                Step[] last = new Step[1];
                Found found =
                        new RtspCameraProbe(loops, AddressRules.any())
                                .probe(
                                        target,
                                        step -> {
                                            last[0] = step;
                                            print(step, spoken);
                                        });
                if (found == null) {
                    if (last[0] == null || last[0].reason() == null) {
                        System.out.println(Words.of(spoken, "test.failed"));
                    }
                    return Commands.FOUND_WRONG;
                }
                Step decoded = decode(found, decoder);
                print(decoded, spoken);
                if (decoded.reason() != null) {
                    return Commands.FOUND_WRONG;
                }
                System.out.printf("%n%s%n", works(found, spoken));
                return 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Commands.FAILED;
            }
        }

        private Language spoken() {
            if (language != null) {
                return Language.of(language);
            }
            String system = System.getenv("LANG");
            return system != null && system.startsWith("en") ? Language.EN : Language.VI;
        }

        private Target target() {
            RtspUri.WithCredentials parsed;
            TransportChoice choice;
            try {
                parsed = RtspUri.parse(url);
            } catch (MalformedInputException e) {
                throw new StartException(
                        "This is no address of a camera: "
                                + e.getMessage()
                                + " Write it as rtsp://192.168.1.64/stream1.",
                        e);
            }
            if (parsed.uri().secure()) {
                throw new StartException("Encrypted RTSP (rtsps) is not supported yet; use rtsp.");
            }
            try {
                choice = TransportChoice.valueOf(transport.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new StartException("--transport is tcp, udp or auto, not " + transport, e);
            }
            Credentials written = parsed.credentials();
            if (username != null || written == null) {
                return new Target(
                        parsed.uri(), username, username == null ? null : password(), choice);
            }
            return new Target(parsed.uri(), written.username(), written.password(), choice);
        }

        private String password() {
            if (passwordFile == null) {
                return Objects.requireNonNullElse(System.getenv("HAIDANG_CAMERA_PASSWORD"), "");
            }
            try {
                return Files.readAllLines(passwordFile).stream().findFirst().orElse("");
            } catch (IOException e) {
                throw new StartException("The password file cannot be read: " + passwordFile, e);
            }
        }

        private Step decode(Found found, KeyPictureDecoder decoder) throws InterruptedException {
            long startNs = System.nanoTime();
            byte[] key = found.picture();
            byte[] jpeg = null;
            if (key != null) {
                try {
                    jpeg =
                            decoder.jpeg(found.format(), key, PICTURE_WIDTH_PX)
                                    .get(DECODE_SECONDS, TimeUnit.SECONDS);
                } catch (ExecutionException | TimeoutException e) {
                    // said as the step's result
                }
            }
            long ms = (System.nanoTime() - startNs) / 1_000_000;
            if (jpeg == null) {
                return new Step("picture", ms, FailureReason.UNSUPPORTED, Diagnosis.UNDECODABLE);
            }
            keep(jpeg);
            return new Step("picture", ms, null, null);
        }

        private void keep(byte[] jpeg) {
            if (picture == null) {
                return;
            }
            try {
                Files.write(picture, jpeg);
            } catch (IOException e) {
                throw new StartException("The picture cannot be written: " + picture, e);
            }
        }

        private static void print(Step step, Language language) {
            StepWords words = StepWords.of(step, language);
            String level =
                    step.reason() != null ? "FAIL" : words.diagnosis() == null ? "OK" : "WARN";
            System.out.printf(
                    "%-4s  %6d ms  %s%n",
                    level, step.ms(), Words.of(language, "test." + step.step()));
            if (words.diagnosis() != null) {
                System.out.printf(
                        "%17s%s%n%17s-> %s (%s)%n",
                        "", words.message(), "", words.action(), words.owner());
            }
        }

        private static String works(Found found, Language language) {
            String text =
                    Words.of(
                            language,
                            "test.ok",
                            found.format().codec().name(),
                            found.format().width(),
                            found.format().height());
            return "%s %.1f fps, %.0f kbit/s%s"
                    .formatted(
                            text,
                            found.fps(),
                            found.kbps(),
                            found.audio() == null ? "" : ", " + found.audio());
        }
    }
}
