package org.haidang.server.device.store;

/**
 * What a device is known by over HTTPS.
 *
 * @param address host and port, in lower case
 * @param keySha256 of its public key, 64 digits
 * @param changedUs when somebody last said that it is so, microseconds since 1970
 */
public record DeviceCertificate(String address, String keySha256, long changedUs) {}
