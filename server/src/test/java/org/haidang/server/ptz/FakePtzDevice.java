package org.haidang.server.ptz;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An ONVIF device of two channels, of which the second turns, over HTTP on loopback: writes down
 * what it is told and does as it is asked to. It wants the login that it was given, by a token of
 * WS-Security, or none.
 */
public final class FakePtzDevice implements AutoCloseable {
    private static final Pattern BODY =
            Pattern.compile("<(?:\\w+:)?Body[^>]*>\\s*<(?:\\w+:)?(\\w+)");
    private static final Pattern USERNAME = Pattern.compile("<(?:\\w+:)?Username[^>]*>([^<]*)</");
    private static final Pattern NAME = Pattern.compile("<(?:\\w+:)?PresetName[^>]*>([^<]*)</");
    private static final Pattern TOKEN = Pattern.compile("<(?:\\w+:)?PresetToken[^>]*>([^<]*)</");

    private final HttpServer server;
    private final Map<String, String> presets = new LinkedHashMap<>(Map.of("1", "Cổng sau"));
    private final AtomicInteger lastToken = new AtomicInteger(1);
    private final AtomicInteger talking = new AtomicInteger();

    /** Names of the requests, in order. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    /** Their envelopes. */
    public final List<String> envelopes = new CopyOnWriteArrayList<>();

    /** The most that were under way at once. */
    public final AtomicInteger most = new AtomicInteger();

    /** Logins that were refused. */
    public final AtomicInteger refused = new AtomicInteger();

    /** The only user who is let in; null for everybody. */
    public volatile @Nullable String username;

    /** What movements wait for; null for nothing. */
    public volatile @Nullable CountDownLatch slow;

    public FakePtzDevice() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public URI service() {
        return URI.create("http://127.0.0.1:" + port() + "/onvif/device_service");
    }

    /** Of a channel, 1 or 2. */
    public String stream(int channel) {
        return "rtsp://127.0.0.1:" + port() + "/ch" + channel;
    }

    /** How often it was asked this. */
    public long times(String name) {
        return asked.stream().filter(name::equals).count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        most.accumulateAndGet(talking.incrementAndGet(), Math::max);
        try (exchange) {
            String envelope =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher body = BODY.matcher(envelope);
            String name = body.find() ? body.group(1) : "";
            asked.add(name);
            envelopes.add(envelope);
            CountDownLatch wait = slow;
            if (wait != null && name.equals("ContinuousMove")) {
                wait.await();
            }
            String content = letIn(name, envelope) ? content(name, envelope) : null;
            byte[] out =
                    """
                    <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"
                     xmlns:tt="http://www.onvif.org/ver10/schema"
                     xmlns:tds="http://www.onvif.org/ver10/device/wsdl"
                     xmlns:trt="http://www.onvif.org/ver10/media/wsdl"
                     xmlns:tptz="http://www.onvif.org/ver20/ptz/wsdl"
                     xmlns:ter="http://www.onvif.org/ver10/error"><s:Body>%s</s:Body></s:Envelope>
                    """
                            .formatted(content == null ? notAuthorized() : content)
                            .getBytes(StandardCharsets.UTF_8);
            talking.decrementAndGet(); // before the other side can know
            exchange.getResponseHeaders().set("Content-Type", "application/soap+xml");
            exchange.sendResponseHeaders(content == null ? 400 : 200, out.length);
            exchange.getResponseBody().write(out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean letIn(String name, String envelope) {
        String only = username;
        if (only == null || name.equals("GetSystemDateAndTime")) {
            return true;
        }
        Matcher told = USERNAME.matcher(envelope);
        if (!told.find()) {
            return false;
        }
        boolean right = told.group(1).equals(only);
        if (!right) {
            refused.incrementAndGet();
        }
        return right;
    }

    private static String notAuthorized() {
        return """
        <s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:NotAuthorized</s:Value>
        </s:Subcode></s:Code><s:Reason><s:Text xml:lang="en">Not authorized</s:Text></s:Reason></s:Fault>
        """;
    }

    private String content(String name, String envelope) {
        return switch (name) {
            case "GetSystemDateAndTime" ->
                    """
                    <tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:UTCDateTime>
                    <tt:Time><tt:Hour>1</tt:Hour><tt:Minute>2</tt:Minute><tt:Second>3</tt:Second></tt:Time>
                    <tt:Date><tt:Year>2021</tt:Year><tt:Month>5</tt:Month><tt:Day>4</tt:Day></tt:Date>
                    </tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>
                    """;
            case "GetServices" ->
                    "<tds:GetServicesResponse>"
                            + service("http://www.onvif.org/ver10/media/wsdl", "media")
                            + service("http://www.onvif.org/ver20/ptz/wsdl", "ptz")
                            + "</tds:GetServicesResponse>";
            case "GetDeviceInformation" ->
                    """
                    <tds:GetDeviceInformationResponse><tds:Manufacturer>Giả</tds:Manufacturer>
                    <tds:Model>P-1</tds:Model><tds:FirmwareVersion>1</tds:FirmwareVersion>
                    <tds:SerialNumber>7</tds:SerialNumber><tds:HardwareId>h</tds:HardwareId>
                    </tds:GetDeviceInformationResponse>
                    """;
            case "GetNetworkInterfaces" -> "<tds:GetNetworkInterfacesResponse/>";
            case "GetProfiles" ->
                    "<trt:GetProfilesResponse>"
                            + profile("fixed", "source-1", "")
                            + profile("turns", "source-2", "<tt:PTZConfiguration token=\"z\"/>")
                            + "</trt:GetProfilesResponse>";
            case "GetStreamUri" ->
                    "<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>"
                            + stream(envelope.contains(">fixed<") ? 1 : 2)
                            + "</tt:Uri></trt:MediaUri></trt:GetStreamUriResponse>";
            case "GetPresets" -> presets();
            case "SetPreset" -> set(envelope);
            case "RemovePreset" -> {
                synchronized (presets) {
                    presets.remove(found(TOKEN, envelope));
                }
                yield "<tptz:RemovePresetResponse/>";
            }
            default -> "<tptz:" + name + "Response/>";
        };
    }

    private String service(String namespace, String path) {
        return "<tds:Service><tds:Namespace>%s</tds:Namespace><tds:XAddr>http://127.0.0.1:%d/onvif/%s</tds:XAddr></tds:Service>"
                .formatted(namespace, port(), path);
    }

    private static String profile(String token, String source, String ptz) {
        return """
        <trt:Profiles token="%s"><tt:Name>%s</tt:Name>
        <tt:VideoSourceConfiguration token="v"><tt:SourceToken>%s</tt:SourceToken></tt:VideoSourceConfiguration>
        <tt:VideoEncoderConfiguration token="e"><tt:Encoding>H264</tt:Encoding>
        <tt:Resolution><tt:Width>1920</tt:Width><tt:Height>1080</tt:Height></tt:Resolution>
        </tt:VideoEncoderConfiguration>%s</trt:Profiles>
        """
                .formatted(token, token, source, ptz);
    }

    private String presets() {
        StringBuilder all = new StringBuilder("<tptz:GetPresetsResponse>");
        synchronized (presets) {
            presets.forEach((token, name) ->
                    all.append("<tptz:Preset token=\"")
                            .append(token)
                            .append("\"><tt:Name>")
                            .append(name)
                            .append("</tt:Name></tptz:Preset>"));
        }
        return all.append("</tptz:GetPresetsResponse>").toString();
    }

    private String set(String envelope) {
        String token = Integer.toString(lastToken.incrementAndGet());
        synchronized (presets) {
            presets.put(token, found(NAME, envelope));
        }
        return "<tptz:SetPresetResponse><tptz:PresetToken>"
                + token
                + "</tptz:PresetToken></tptz:SetPresetResponse>";
    }

    private static String found(Pattern pattern, String envelope) {
        Matcher matcher = pattern.matcher(envelope);
        return matcher.find() ? matcher.group(1) : "";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
