package org.haidang.server.notification;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.haidang.server.settings.NotificationSettings;

/** The channels that are set up. */
public final class Channels implements AutoCloseable {
    private final List<Channel> channels;

    public Channels(List<Channel> channels) {
        this.channels = List.copyOf(channels);
    }

    /**
     * Those of the settings; nothing is connected to.
     *
     * @throws IOException if a certificate's file cannot be used
     */
    public static Channels of(NotificationSettings settings, InstantSource clock)
            throws IOException {
        List<Channel> channels = new ArrayList<>();
        if (settings.smtp() != null) {
            channels.add(new SmtpChannel(settings.smtp()));
        }
        if (settings.webhook() != null) {
            channels.add(new WebhookChannel(settings.webhook(), clock));
        }
        if (settings.telegram() != null) {
            channels.add(new TelegramChannel(settings.telegram()));
        }
        if (settings.zalo() != null) {
            channels.add(new ZaloChannel(settings.zalo()));
        }
        return new Channels(channels);
    }

    public List<Channel> all() {
        return channels;
    }

    public Optional<Channel> find(ChannelKind kind) {
        return channels.stream().filter(channel -> channel.kind() == kind).findFirst();
    }

    public boolean has(ChannelKind kind) {
        return find(kind).isPresent();
    }

    @Override
    public void close() {
        for (Channel channel : channels) {
            switch (channel) {
                case WebhookChannel one -> one.close();
                case TelegramChannel one -> one.close();
                case ZaloChannel one -> one.close();
                default -> {}
            }
        }
    }
}
