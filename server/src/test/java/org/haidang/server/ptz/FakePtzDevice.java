package org.haidang.server.ptz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.haidang.server.device.FakeOnvifDevice;
import org.jspecify.annotations.Nullable;

/**
 * A device of two channels, of which the second turns: writes down what it is told and does as it
 * is asked to.
 */
public final class FakePtzDevice extends FakeOnvifDevice {
    private static final Pattern NAME = Pattern.compile("<(?:\\w+:)?PresetName[^>]*>([^<]*)</");
    private static final Pattern TOKEN = Pattern.compile("<(?:\\w+:)?PresetToken[^>]*>([^<]*)</");

    private final Map<String, String> presets = new LinkedHashMap<>(Map.of("1", "Cổng sau"));
    private final AtomicInteger lastToken = new AtomicInteger(1);
    private final AtomicInteger talking = new AtomicInteger();

    /** Their envelopes. */
    public final List<String> envelopes = new CopyOnWriteArrayList<>();

    /** The most that were under way at once. */
    public final AtomicInteger most = new AtomicInteger();

    /** What movements wait for; null for nothing. */
    public volatile @Nullable CountDownLatch slow;

    public FakePtzDevice() {
        this(null);
    }

    /**
     * @param tls what it encrypts with; null when it speaks http
     */
    public FakePtzDevice(@Nullable SSLContext tls) {
        super(tls);
    }

    @Override
    protected String content(String name, String path, String envelope)
            throws InterruptedException {
        most.accumulateAndGet(talking.incrementAndGet(), Math::max);
        try {
            envelopes.add(envelope);
            CountDownLatch wait = slow;
            if (wait != null && name.equals("ContinuousMove")) {
                wait.await();
            }
            return content(name, envelope);
        } finally {
            talking.decrementAndGet(); // before the other side can know
        }
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
}
