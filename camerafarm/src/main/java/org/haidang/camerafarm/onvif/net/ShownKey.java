package org.haidang.camerafarm.onvif.net;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.haidang.camerafarm.camera.DeviceFault;
import org.haidang.camerafarm.onvif.DeviceKey;
import org.haidang.camerafarm.onvif.DeviceKeys;
import org.haidang.camerafarm.onvif.FakeDevice;
import org.jspecify.annotations.Nullable;

/** Shows a device's key in each handshake: its own, or the other one while it is told to. */
final class ShownKey extends X509ExtendedKeyManager {

    private static final String OWN = "own";
    private static final String OTHER = "other";

    private final FakeDevice device;
    private final DeviceKeys keys;

    private ShownKey(FakeDevice device, DeviceKeys keys) {
        this.device = device;
        this.keys = keys;
    }

    static SSLContext context(FakeDevice device, DeviceKeys keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new ShownKey(device, keys)}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    private @Nullable String chosen(String type) {
        if (!type.equals("EC")) {
            return null;
        }
        return device.does(DeviceFault.Kind.CERTIFICATE) ? OTHER : OWN;
    }

    private DeviceKey named(String alias) {
        return alias.equals(OTHER) ? keys.other() : keys.own();
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String type, Principal @Nullable [] issuers, SSLEngine engine) {
        return chosen(type);
    }

    @Override
    public @Nullable String chooseServerAlias(
            String type, Principal @Nullable [] issuers, Socket socket) {
        return chosen(type);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return new X509Certificate[] {named(alias).certificate()};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return named(alias).key();
    }

    @Override
    public String[] getServerAliases(String type, Principal @Nullable [] issuers) {
        return new String[] {OWN, OTHER};
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] types, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }
}
