package org.haidang.onvif;

/**
 * What a device says it is (ONVIF Core section 8.3.1); what it does not say is empty. At most 256
 * characters each, one line.
 */
public record DeviceInformation(
        String manufacturer, String model, String firmware, String serial, String hardware) {}
