package org.haidang.server.event;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.haidang.server.device.FakeOnvifDevice;

/**
 * A device of a few channels that tells its events to who pulls them. Its clock is as wrong as the
 * test likes.
 */
public final class FakeEventDevice extends FakeOnvifDevice {
    private final int channels;
    private final Map<String, BlockingQueue<String>> subscriptions = new ConcurrentHashMap<>();
    private final Map<String, String> states = new LinkedHashMap<>(); // guarded by itself
    private final AtomicInteger lastId = new AtomicInteger();

    /** The device's clock minus ours. */
    public volatile Duration offset = Duration.ZERO;

    public FakeEventDevice(int channels) {
        this.channels = channels;
    }

    public int subscribers() {
        return subscriptions.size();
    }

    /** Something is so from now on; subscribers are told. */
    public void set(String topic, int channel, boolean on) {
        String key = topic + " " + channel;
        synchronized (states) {
            states.put(key, Boolean.toString(on));
            String message = message(topic, channel, Boolean.toString(on), "Changed");
            subscriptions.values().forEach(queue -> queue.add(message));
        }
    }

    /** Forgets its subscriptions, as one that was restarted. */
    public void restart() {
        subscriptions.clear();
    }

    private Instant time() {
        return Instant.now().plus(offset);
    }

    private String message(String topic, int channel, String value, String operation) {
        return """
        <wsnt:NotificationMessage><wsnt:Topic>%s</wsnt:Topic><wsnt:Message>
        <tt:Message UtcTime="%s" PropertyOperation="%s"><tt:Source>
        <tt:SimpleItem Name="Source" Value="source%d"/></tt:Source>
        <tt:Data><tt:SimpleItem Name="State" Value="%s"/></tt:Data>
        </tt:Message></wsnt:Message></wsnt:NotificationMessage>
        """
                .formatted(topic, time(), operation, channel, value);
    }

    @Override
    protected String content(String name, String path, String envelope)
            throws InterruptedException {
        String id = path.substring(path.lastIndexOf('/') + 1);
        return switch (name) {
            case "GetSystemDateAndTime" -> clock();
            case "GetServices" ->
                    "<tds:GetServicesResponse>"
                            + service("http://www.onvif.org/ver10/media/wsdl", "media")
                            + service("http://www.onvif.org/ver10/events/wsdl", "events")
                            + "</tds:GetServicesResponse>";
            case "GetProfiles" -> profiles();
            case "CreatePullPointSubscription" -> subscribe();
            case "PullMessages" -> pull(id);
            case "Renew" ->
                    subscriptions.containsKey(id)
                            ? "<wsnt:RenewResponse/>"
                            : fault("ter:InvalidArgVal");
            case "Unsubscribe" -> {
                subscriptions.remove(id);
                yield "<wsnt:UnsubscribeResponse/>";
            }
            default -> fault("ter:ActionNotSupported");
        };
    }

    private String clock() {
        ZonedDateTime at = time().atZone(ZoneOffset.UTC);
        return """
        <tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:UTCDateTime>
        <tt:Time><tt:Hour>%d</tt:Hour><tt:Minute>%d</tt:Minute><tt:Second>%d</tt:Second></tt:Time>
        <tt:Date><tt:Year>%d</tt:Year><tt:Month>%d</tt:Month><tt:Day>%d</tt:Day></tt:Date>
        </tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>
        """
                .formatted(
                        at.getHour(),
                        at.getMinute(),
                        at.getSecond(),
                        at.getYear(),
                        at.getMonthValue(),
                        at.getDayOfMonth());
    }

    private String profiles() {
        StringBuilder all = new StringBuilder("<trt:GetProfilesResponse>");
        for (int channel = 1; channel <= channels; channel++) {
            all.append(
                    """
                    <trt:Profiles token="p%1$d"><tt:Name>p</tt:Name>
                    <tt:VideoSourceConfiguration token="c%1$d"><tt:SourceToken>source%1$d</tt:SourceToken>
                    </tt:VideoSourceConfiguration><tt:VideoEncoderConfiguration token="e">
                    <tt:Encoding>H264</tt:Encoding><tt:Resolution><tt:Width>1920</tt:Width>
                    <tt:Height>1080</tt:Height></tt:Resolution></tt:VideoEncoderConfiguration>
                    </trt:Profiles>
                    """
                            .formatted(channel));
        }
        return all.append("</trt:GetProfilesResponse>").toString();
    }

    private String subscribe() {
        String id = Integer.toString(lastId.incrementAndGet());
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        synchronized (states) {
            states.forEach((key, value) -> {
                int space = key.indexOf(' ');
                int channel = Integer.parseInt(key.substring(space + 1));
                queue.add(message(key.substring(0, space), channel, value, "Initialized"));
            });
            subscriptions.put(id, queue);
        }
        return "<tev:CreatePullPointSubscriptionResponse><tev:SubscriptionReference><Address>"
                + "http://127.0.0.1:"
                + port()
                + "/subscription/"
                + id
                + "</Address></tev:SubscriptionReference></tev:CreatePullPointSubscriptionResponse>";
    }

    /** Waits for a second at most, whatever it is told: some do. */
    private String pull(String id) throws InterruptedException {
        BlockingQueue<String> queue = subscriptions.get(id);
        if (queue == null) {
            return fault("ter:InvalidArgVal");
        }
        List<String> messages = new ArrayList<>();
        String first = queue.poll(1, TimeUnit.SECONDS);
        if (first != null) {
            messages.add(first);
            queue.drainTo(messages, 99);
        }
        return "<tev:PullMessagesResponse>"
                + String.join("", messages)
                + "</tev:PullMessagesResponse>";
    }
}
