package org.haidang.server.web.request;

import java.net.URI;
import java.net.URISyntaxException;
import org.haidang.onvif.net.HttpCaller;
import org.jspecify.annotations.Nullable;

/** The address of a device as a person writes it. */
public final class DeviceAddress {
    public static final String SERVICE_PATH = "/onvif/device_service";

    private static final int MAX_LENGTH = 500;

    private DeviceAddress() {}

    /** The same as {@link #service(String, String)} of the field {@code device}. */
    public static URI service(@Nullable String device) {
        return service("device", device);
    }

    /**
     * Where its device service is: an address alone is enough, for the path is the same at nearly
     * all devices.
     *
     * @param field of the request, for what is said when it is none
     * @throws ProblemException when it is none
     */
    public static URI service(String field, @Nullable String device) {
        String written = device == null ? "" : device.strip();
        if (written.isEmpty()) {
            throw ProblemException.invalid(field, "field.required");
        }
        if (written.length() > MAX_LENGTH) {
            throw ProblemException.invalid(field, "field.long", MAX_LENGTH);
        }
        boolean whole = written.contains("://");
        try {
            URI uri = new URI(whole ? withPath(written) : "http://" + host(written) + SERVICE_PATH);
            boolean usable = HttpCaller.canCall(uri) && uri.getUserInfo() == null;
            if (usable) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw ProblemException.invalid(field, "device.address");
    }

    /** An address of IPv6 alone is written without brackets, for there is no port behind it. */
    private static String host(String written) {
        boolean six = written.indexOf(':') != written.lastIndexOf(':');
        return six && !written.startsWith("[") ? "[" + written + "]" : written;
    }

    /** {@code https://192.168.1.64} is the usual way to ask for https, and names no path. */
    private static String withPath(String written) {
        int host = written.indexOf("://") + 3;
        int path = written.indexOf('/', host);
        return path < 0
                ? written + SERVICE_PATH
                : path == written.length() - 1
                        ? written.substring(0, path) + SERVICE_PATH
                        : written;
    }
}
