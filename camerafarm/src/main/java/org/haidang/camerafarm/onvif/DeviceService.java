package org.haidang.camerafarm.onvif;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.haidang.camerafarm.camera.DeviceFault;
import org.haidang.media.rtsp.Credentials;
import org.jspecify.annotations.Nullable;

/** The device management service (ONVIF Core, device management). */
final class DeviceService implements Service {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final String SCOPE = "onvif://www.onvif.org/";

    private final FakeDevice device;

    DeviceService(FakeDevice device) {
        this.device = device;
    }

    @Override
    public Xml answer(SoapRequest request) throws SoapFault {
        return switch (request.name()) {
            case "GetSystemDateAndTime" -> systemDateAndTime();
            case "SetSystemDateAndTime" -> setSystemDateAndTime(request);
            case "GetDeviceInformation" -> information();
            case "GetServices" -> services(request);
            case "GetServiceCapabilities" ->
                    Xml.of("tds:GetServiceCapabilitiesResponse", capabilities());
            case "GetCapabilities" -> allCapabilities(request);
            case "GetScopes" -> scopes();
            case "GetHostname" -> hostname();
            case "GetNetworkInterfaces" -> networkInterfaces();
            case "GetUsers" -> users();
            default -> throw SoapFault.notSupported(request.name());
        };
    }

    private Xml systemDateAndTime() {
        Instant now = device.time();
        return Xml.of(
                "tds:GetSystemDateAndTimeResponse",
                Xml.of(
                        "tds:SystemDateAndTime",
                        Xml.text(
                                "tt:DateTimeType",
                                device.plan().commons().clock().setByHand() ? "Manual" : "NTP"),
                        Xml.text("tt:DaylightSavings", false),
                        Xml.of("tt:TimeZone", Xml.text("tt:TZ", "ICT-7")),
                        dateTime("tt:UTCDateTime", now.atZone(ZoneOffset.UTC).toLocalDateTime()),
                        dateTime("tt:LocalDateTime", now.atZone(ZONE).toLocalDateTime())));
    }

    private static Xml dateTime(String name, LocalDateTime at) {
        return Xml.of(
                name,
                Xml.of(
                        "tt:Time",
                        Xml.text("tt:Hour", at.getHour()),
                        Xml.text("tt:Minute", at.getMinute()),
                        Xml.text("tt:Second", at.getSecond())),
                Xml.of(
                        "tt:Date",
                        Xml.text("tt:Year", at.getYear()),
                        Xml.text("tt:Month", at.getMonthValue()),
                        Xml.text("tt:Day", at.getDayOfMonth())));
    }

    private Xml setSystemDateAndTime(SoapRequest request) throws SoapFault {
        String type = request.needed("DateTimeType");
        if (type.equals("Manual")) {
            device.plan().commons().clock().set(utc(request.operation().child("UTCDateTime")));
        } else if (type.equals("NTP")) {
            device.plan().commons().clock().set(null);
        } else {
            throw SoapFault.invalid("ter:InvalidDateTime", "no such DateTimeType: " + type);
        }
        return Xml.of("tds:SetSystemDateAndTimeResponse");
    }

    private static Instant utc(@Nullable Element given) throws SoapFault {
        try {
            return LocalDateTime.of(
                            number(given, "Date", "Year"),
                            number(given, "Date", "Month"),
                            number(given, "Date", "Day"),
                            number(given, "Time", "Hour"),
                            number(given, "Time", "Minute"),
                            number(given, "Time", "Second"))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException | NumberFormatException e) {
            throw SoapFault.invalid("ter:InvalidDateTime", "UTCDateTime is no date and time");
        }
    }

    private static int number(@Nullable Element given, String part, String name) {
        String text = given == null ? null : given.textAt(part, name);
        return Integer.parseInt(text == null ? "" : text);
    }

    private Xml information() {
        DevicePlan plan = device.plan();
        return Xml.of(
                "tds:GetDeviceInformationResponse",
                Xml.text("tds:Manufacturer", DevicePlan.MANUFACTURER),
                Xml.text("tds:Model", plan.model()),
                Xml.text("tds:FirmwareVersion", DevicePlan.FIRMWARE),
                Xml.text("tds:SerialNumber", plan.serial()),
                Xml.text("tds:HardwareId", plan.model() + "-1"));
    }

    private Xml services(SoapRequest request) throws SoapFault {
        if (device.does(DeviceFault.Kind.NO_GET_SERVICES)) {
            throw SoapFault.notSupported(request.name());
        }
        boolean more = "true".equals(request.text("IncludeCapability"));
        List<Xml> services = new ArrayList<>();
        for (Kind kind : device.services()) {
            Xml service =
                    Xml.of(
                            "tds:Service",
                            Xml.text("tds:Namespace", kind.namespace()),
                            Xml.text("tds:XAddr", device.address(kind.path())));
            if (more) {
                service = service.and(Xml.of("tds:Capabilities", capabilities(kind)));
            }
            services.add(service.and(kind.version("tds:Version")));
        }
        return Xml.of("tds:GetServicesResponse", services);
    }

    private Xml capabilities(Kind kind) {
        return switch (kind) {
            case DEVICE -> capabilities();
            case MEDIA -> MediaService.capabilities(device.plan());
            case MEDIA2 -> Media2Service.capabilities(device.plan());
            case PTZ -> PtzService.capabilities();
            case EVENTS -> EventService.capabilities();
            case SEARCH -> SearchService.capabilities();
            case REPLAY -> ReplayService.capabilities();
        };
    }

    private static Xml capabilities() {
        return Xml.of(
                "tds:Capabilities",
                Xml.of("tds:Network").with("IPFilter", false).with("NTP", 1),
                Xml.of("tds:Security")
                        .with("UsernameToken", true)
                        .with("HttpDigest", true)
                        .with("MaxUsers", 1),
                Xml.of("tds:System").with("DiscoveryResolve", false).with("DiscoveryBye", false));
    }

    /** The older way to tell services, which does not know Media2. */
    private Xml allCapabilities(SoapRequest request) throws SoapFault {
        String category = request.text("Category");
        String wanted = category == null ? "All" : category;
        List<Xml> found = new ArrayList<>();
        if (wanted.equals("All") || wanted.equals("Device")) {
            found.add(
                    Xml.of(
                            "tt:Device",
                            address(Kind.DEVICE),
                            Xml.of("tt:Network", Xml.text("tt:IPFilter", false)),
                            Xml.of("tt:System", Xml.text("tt:DiscoveryResolve", false)),
                            Xml.of("tt:IO", Xml.text("tt:InputConnectors", 1))));
        }
        if (wanted.equals("All") || wanted.equals("Events")) {
            found.add(
                    Xml.of(
                            "tt:Events",
                            address(Kind.EVENTS),
                            Xml.text("tt:WSSubscriptionPolicySupport", false),
                            Xml.text("tt:WSPullPointSupport", true),
                            Xml.text("tt:WSPausableSubscriptionManagerInterfaceSupport", false)));
        }
        if (wanted.equals("All") || wanted.equals("Media")) {
            found.add(
                    Xml.of(
                            "tt:Media",
                            address(Kind.MEDIA),
                            Xml.of(
                                    "tt:StreamingCapabilities",
                                    Xml.text("tt:RTPMulticast", false),
                                    Xml.text("tt:RTP_TCP", true),
                                    Xml.text("tt:RTP_RTSP_TCP", true))));
        }
        if (device.plan().ptz() && (wanted.equals("All") || wanted.equals("PTZ"))) {
            found.add(Xml.of("tt:PTZ", address(Kind.PTZ)));
        }
        if (device.plan().stores() && wanted.equals("All")) {
            found.add(
                    Xml.of(
                            "tt:Extension",
                            Xml.of(
                                    "tt:Search",
                                    address(Kind.SEARCH),
                                    Xml.text("tt:MetadataSearch", false)),
                            Xml.of("tt:Replay", address(Kind.REPLAY))));
        }
        if (found.isEmpty()) {
            throw SoapFault.sender(
                    "no such service: " + wanted, "ter:ActionNotSupported", "ter:NoSuchService");
        }
        return Xml.of("tds:GetCapabilitiesResponse", Xml.of("tds:Capabilities", found));
    }

    private Xml address(Kind kind) {
        return Xml.text("tt:XAddr", device.address(kind.path()));
    }

    private Xml scopes() {
        List<Xml> scopes = new ArrayList<>();
        for (String scope : scopes(device.plan())) {
            boolean fixed = scope.startsWith(SCOPE + "Profile") || scope.startsWith(SCOPE + "type");
            scopes.add(
                    Xml.of(
                            "tds:Scopes",
                            Xml.text("tt:ScopeDef", fixed ? "Fixed" : "Configurable"),
                            Xml.text("tt:ScopeItem", scope)));
        }
        return Xml.of("tds:GetScopesResponse", scopes);
    }

    /** Also told in discovery (ONVIF Core, scope parameters). */
    static List<String> scopes(DevicePlan plan) {
        List<String> scopes = new ArrayList<>();
        scopes.add(SCOPE + "Profile/Streaming");
        scopes.add(SCOPE + "Profile/T");
        if (plan.stores()) {
            scopes.add(SCOPE + "Profile/G");
        }
        scopes.add(SCOPE + "type/video_encoder");
        if (plan.ptz()) {
            scopes.add(SCOPE + "type/ptz");
        }
        scopes.add(SCOPE + "hardware/" + encoded(plan.model()));
        scopes.add(SCOPE + "name/" + encoded(plan.name()));
        scopes.add(SCOPE + "location/" + encoded(plan.location()));
        return scopes;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Xml hostname() {
        return Xml.of(
                "tds:GetHostnameResponse",
                Xml.of(
                        "tds:HostnameInformation",
                        Xml.text("tt:FromDHCP", false),
                        Xml.text("tt:Name", "hf-" + device.plan().serial())));
    }

    private Xml networkInterfaces() {
        DevicePlan plan = device.plan();
        Xml info =
                Xml.of(
                        "tt:Info",
                        Xml.text("tt:Name", "eth0"),
                        Xml.text("tt:HwAddress", plan.hardwareAddress()),
                        Xml.text("tt:MTU", 1_500));
        Xml manual =
                Xml.of(
                        "tt:Manual",
                        Xml.text("tt:Address", plan.address()),
                        Xml.text("tt:PrefixLength", 24));
        Xml version4 =
                Xml.of(
                        "tt:IPv4",
                        Xml.text("tt:Enabled", true),
                        Xml.of("tt:Config", manual, Xml.text("tt:DHCP", false)));
        return Xml.of(
                "tds:GetNetworkInterfacesResponse",
                Xml.of("tds:NetworkInterfaces", Xml.text("tt:Enabled", true), info, version4)
                        .with("token", "eth0"));
    }

    private Xml users() {
        Credentials login = device.plan().door().credentials();
        return Xml.of(
                "tds:GetUsersResponse",
                Xml.of(
                        "tds:User",
                        Xml.text("tt:Username", login == null ? "admin" : login.username()),
                        Xml.text("tt:UserLevel", "Administrator")));
    }
}
