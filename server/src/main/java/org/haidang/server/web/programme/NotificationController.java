package org.haidang.server.web.programme;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.haidang.programme.reminder.ReminderPolicy;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.dispatch.Dispatches;
import org.haidang.server.dispatch.store.AddressRow;
import org.haidang.server.notification.ChannelKind;
import org.haidang.server.notification.Outbox;
import org.haidang.server.notification.WebhookChannel;
import org.haidang.server.notification.store.Notification;
import org.haidang.server.notification.store.NotificationStore;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Self;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What was said to people outside the screens, and where agencies are written to. */
@RestController
@RequestMapping("/api/v1")
final class NotificationController {
    private static final int PAGE = 100;

    /** So many rows are looked through for those that this person may see. */
    private static final int MAX_LOOKED_AT = 2_000;

    private static final int MAX_ADDRESSES = 20;
    private static final int MAX_NAME = 200;

    record NotificationView(
            String id,
            String at,
            String kind,
            String channel,
            String recipient,
            String address,
            String subject,
            String text,
            String by,
            @Nullable String dispatchId,
            @Nullable String taskId,
            @Nullable String facilityId,
            String state,
            int attempts,
            @Nullable String nextAt,
            @Nullable String finishedAt,
            String result) {}

    record Log(List<NotificationView> notifications, @Nullable String next) {}

    record PolicyView(
            List<Integer> daysBefore, int overdueDays, int escalateAfterDays, String from) {}

    record ChannelsView(List<String> channels, PolicyView policy) {}

    record AddressView(String channel, String address, String name) {}

    record Addresses(@Nullable List<AddressChange> addresses) {}

    record AddressChange(
            @Nullable String channel, @Nullable String address, @Nullable String name) {}

    record Test(@Nullable String channel, @Nullable String address) {}

    private final Services services;
    private final Dispatches dispatches;
    private final Outbox outbox;
    private final Gate gate;
    private final Acts acts;
    private final DispatchSight sight;

    NotificationController(Services services, Gate gate, Acts acts) {
        this.services = services;
        this.dispatches = services.programme().dispatches();
        this.outbox = services.programme().outbox();
        this.gate = gate;
        this.acts = acts;
        this.sight = new DispatchSight(services, gate);
    }

    @GetMapping("/notification-channels")
    @Self
    ChannelsView channels() {
        ReminderPolicy policy = services.programme().reminders().policy();
        return new ChannelsView(
                outbox.kinds().stream().map(ChannelKind::id).toList(),
                new PolicyView(
                        policy.daysBefore(),
                        policy.overdueDays(),
                        policy.escalateAfterDays(),
                        policy.from().toString()));
    }

    // ---- the log

    @GetMapping("/notifications")
    @Needs(value = Action.REMINDER_SEND, on = Needs.On.SOMEWHERE)
    Log log(
            @RequestParam(required = false) @Nullable String task,
            @RequestParam(required = false) @Nullable String facility,
            @RequestParam(required = false) @Nullable String dispatch,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String before,
            Caller caller,
            Language language) {
        Notification.State wanted = state(state);
        Map<String, Boolean> seen = new HashMap<>();
        List<NotificationView> views = new ArrayList<>();
        String from = before;
        for (int looked = 0; looked < MAX_LOOKED_AT; looked += PAGE) {
            List<Notification> rows =
                    outbox.log(
                            new NotificationStore.Filter(task, facility, dispatch, wanted, from),
                            PAGE);
            for (Notification row : rows) {
                from = row.id();
                if (sees(caller, row, seen)) {
                    views.add(view(row, language));
                    if (views.size() == PAGE) {
                        return new Log(views, from);
                    }
                }
            }
            if (rows.size() < PAGE) {
                return new Log(views, null);
            }
        }
        return new Log(views, from);
    }

    private static Notification.@Nullable State state(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        return Stream.of(Notification.State.values())
                .filter(one -> one.name().equals(given.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.invalid(
                                "state", "field.type", "WAITING, SENT, FAILED, EXPIRED"));
    }

    /** What it is about decides; invitations and tests are for those who look after people. */
    private boolean sees(Caller caller, Notification row, Map<String, Boolean> seen) {
        String dispatchId = row.about().dispatchId();
        if (dispatchId != null) {
            return seen.computeIfAbsent(
                    dispatchId,
                    id ->
                            dispatches
                                    .find(id)
                                    .map(letter ->
                                            sight.sees(
                                                    caller,
                                                    letter,
                                                    dispatches.tasksOf(id),
                                                    dispatches.addressees(id)))
                                    .orElseGet(() ->
                                            gate.mayEverywhere(caller, Action.DISPATCH_READ)));
        }
        String facilityId = row.about().facilityId();
        if (facilityId != null) {
            return gate.mayAt(caller, Action.REMINDER_SEND, facilityId);
        }
        return gate.mayEverywhere(caller, Action.USER_READ);
    }

    private static NotificationView view(Notification row, Language language) {
        boolean waiting = row.state() == Notification.State.WAITING;
        Long finished = row.finishedUs();
        return new NotificationView(
                row.id(),
                Moments.text(row.createdUs()),
                row.kind(),
                row.channel(),
                row.recipient(),
                row.address(),
                row.subject(),
                row.secret() ? "" : row.body(),
                row.by(),
                row.about().dispatchId(),
                row.about().taskId(),
                row.about().facilityId(),
                row.state().name(),
                row.attempts(),
                waiting ? Moments.text(row.nextUs()) : null,
                finished == null ? null : Moments.text(finished),
                result(row, language));
    }

    private static String result(Notification row, Language language) {
        if (row.result().isEmpty()) {
            return "";
        }
        String words = Words.of(language, "notification.result." + row.result());
        return row.detail().isEmpty() || row.state() == Notification.State.SENT
                ? words
                : words + " (" + row.detail() + ")";
    }

    // ---- addresses of agencies

    @GetMapping("/organisations/{id}/addresses")
    @Needs(value = Action.REMINDER_SEND, on = Needs.On.SOMEWHERE)
    List<AddressView> addresses(@PathVariable String id, Caller caller) {
        needUnit(caller, id, Action.REMINDER_SEND);
        return views(id);
    }

    private List<AddressView> views(String id) {
        return dispatches.addresses().stream()
                .filter(row -> row.organisationId().equals(id))
                .map(row -> new AddressView(row.channel(), row.address(), row.name()))
                .toList();
    }

    private void needUnit(Caller caller, String id, Action action) {
        boolean known = services.organisations().directory().organisation(id) != null;
        if (!known || !(mayAt(caller, action, id) || mayAt(caller, Action.REMINDER_SEND, id))) {
            throw ProblemException.notFound();
        }
        if (!mayAt(caller, action, id)) {
            throw ProblemException.of(403, "forbidden");
        }
    }

    private boolean mayAt(Caller caller, Action action, String unit) {
        return gate.mayEverywhere(caller, action) || sight.may(caller, action, unit);
    }

    @PutMapping("/organisations/{id}/addresses")
    @Needs(value = Action.DISPATCH_WRITE, on = Needs.On.SOMEWHERE)
    List<AddressView> putAddresses(
            @PathVariable String id, @RequestBody Addresses body, Caller caller) {
        needUnit(caller, id, Action.DISPATCH_WRITE);
        List<AddressChange> given = body.addresses() == null ? List.of() : body.addresses();
        if (given.size() > MAX_ADDRESSES) {
            throw ProblemException.invalid("addresses", "field.range", 0, MAX_ADDRESSES);
        }
        List<AddressRow> rows = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            AddressRow row = address(id, given.get(i), i);
            if (rows.stream()
                    .noneMatch(one ->
                            one.channel().equals(row.channel())
                                    && one.address().equals(row.address()))) {
                rows.add(row);
            }
        }
        acts.changed(
                caller,
                AuditKind.ORGANISATION_CHANGED,
                services.organisations().directory().organisation(id) == null ? id : name(id),
                views(id),
                rows);
        dispatches.putAddresses(id, rows);
        return views(id);
    }

    private String name(String id) {
        var unit = services.organisations().directory().organisation(id);
        return unit == null ? id : unit.name();
    }

    private AddressRow address(String id, AddressChange change, int index) {
        String field = "addresses[" + index + "]";
        ChannelKind kind =
                ChannelKind.of(change.channel() == null ? "" : change.channel())
                        .filter(one -> one != ChannelKind.WEBHOOK)
                        .orElseThrow(() ->
                                ProblemException.invalid(
                                        field + ".channel", "field.type", "email, telegram, zalo"));
        String address = change.address() == null ? "" : change.address().strip();
        if (!wellFormed(kind, address)) {
            throw ProblemException.invalid(field + ".address", "notification.address." + kind.id());
        }
        String name = VietnameseText.normalise(change.name() == null ? "" : change.name());
        if (name.length() > MAX_NAME) {
            throw ProblemException.invalid(field + ".name", "field.long", MAX_NAME);
        }
        return new AddressRow(id, kind.id(), address, name.isEmpty() ? name(id) : name);
    }

    /** By form alone, for the channel may be set up later. */
    private static boolean wellFormed(ChannelKind kind, String address) {
        return switch (kind) {
            case EMAIL -> org.haidang.programme.contact.EmailAddress.valid(address);
            case TELEGRAM -> address.matches("-?\\d{1,20}|@[A-Za-z0-9_]{3,64}");
            case ZALO -> address.matches("\\d{1,30}");
            case WEBHOOK -> address.equals(WebhookChannel.ADDRESS);
        };
    }

    // ---- trying it

    @PostMapping("/notification-tests")
    @Needs(Action.SYSTEM_WRITE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void test(@RequestBody Test test, Caller caller, Language language) {
        ChannelKind kind =
                ChannelKind.of(test.channel() == null ? "" : test.channel())
                        .orElseThrow(() -> ProblemException.invalid("channel", "field.required"));
        String address =
                kind == ChannelKind.WEBHOOK
                        ? WebhookChannel.ADDRESS
                        : test.address() == null ? "" : test.address().strip();
        if (!wellFormed(kind, address)) {
            throw ProblemException.invalid("address", "notification.address." + kind.id());
        }
        acts.of(caller, AuditKind.REMINDER_SENT, kind.id() + " " + address);
        Outbox.Queued queued =
                outbox.put(
                        new Outbox.Wanted(
                                "test",
                                kind,
                                address,
                                caller.user().displayName(),
                                Words.of(language, "notification.test.subject"),
                                Words.of(
                                        language,
                                        "notification.test.text",
                                        caller.user().displayName()),
                                false,
                                null,
                                Notification.About.NOTHING,
                                caller.user().displayName(),
                                Duration.ofHours(1)));
        switch (queued) {
            case WAITING, KNOWN -> {}
            case NOT_SET_UP -> throw ProblemException.of(409, "reminder-no-channel");
            case BAD_ADDRESS ->
                    throw ProblemException.invalid("address", "notification.address." + kind.id());
            case FULL -> throw ProblemException.of(409, "outbox-full");
        }
    }
}
