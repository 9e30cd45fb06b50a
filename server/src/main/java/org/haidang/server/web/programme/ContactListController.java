package org.haidang.server.web.programme;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.haidang.programme.contact.Contact;
import org.haidang.programme.contact.ContactList;
import org.haidang.programme.contact.ContactRow;
import org.haidang.programme.contact.Hop;
import org.haidang.programme.vietnamese.VietnameseDates;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.contact.ContactLists;
import org.haidang.server.contact.store.ListVersion;
import org.haidang.server.document.ContactListPaper;
import org.haidang.server.document.Letterhead;
import org.haidang.server.document.OfficialDocument;
import org.haidang.server.document.Signature;
import org.haidang.server.rights.Action;
import org.haidang.server.table.TableWriter;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * The consolidated list on its way to the ministry. A list holds facilities of many scopes: people
 * read the entries of theirs, and sign only a list of which every facility is theirs to sign for.
 */
@RestController
@RequestMapping("/api/v1")
final class ContactListController {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm dd/MM/uuuu", Locale.ROOT)
                    .withZone(VietnameseDates.ZONE);

    /** Where a list was signed is not known here. */
    private static final String PLACE_BY_HAND = "…………";

    record SubmissionChange(@Nullable List<String> facilityIds) {}

    record SubmissionView(int sent, int unchanged, List<String> withoutFocalPoint) {}

    record SignatureChange(@Nullable String hop) {}

    record ReturnChange(@Nullable String reason) {}

    record HopView(
            String hop,
            String status,
            @Nullable String at,
            @Nullable String signer,
            @Nullable String reason) {}

    record EntryView(
            String facilityId,
            String facilityCode,
            String facility,
            String fullName,
            String title,
            String phone,
            String email,
            String submittedAt,
            String submittedBy) {}

    record ListView(
            int version,
            String createdAt,
            int entryCount,
            @Nullable String turn,
            boolean returned,
            List<HopView> hops,
            List<EntryView> entries) {}

    private final Services services;
    private final ContactLists lists;
    private final Gate gate;
    private final Acts acts;

    ContactListController(Services services, Gate gate, Acts acts) {
        this.services = services;
        this.lists = services.programme().contactLists();
        this.gate = gate;
        this.acts = acts;
    }

    // ---- the first station

    /** Signs the focal points of these facilities, or of all within reach. */
    @PostMapping("/contact-submissions")
    @Needs(value = Action.CONTACT_SUBMIT, on = Needs.On.SOMEWHERE)
    SubmissionView submit(@RequestBody SubmissionChange change, Caller caller) {
        List<String> wanted = change.facilityIds();
        if (wanted == null) {
            wanted =
                    services.registry().facilities().stream()
                            .filter(one -> gate.may(caller, Action.CONTACT_SUBMIT, one))
                            .map(Facility::id)
                            .toList();
        } else if (wanted.size() > ContactList.MAX_ENTRIES) {
            throw ProblemException.invalid(
                    "facilityIds", "field.range", 1, ContactList.MAX_ENTRIES);
        }
        for (String id : wanted) {
            gate.needAt(caller, Action.CONTACT_SUBMIT, id, Action.CONTACT_READ);
        }
        ContactLists.Submitted done = lists.submit(Acts.actor(caller), wanted);
        return new SubmissionView(done.sent(), done.unchanged(), done.without());
    }

    // ---- versions

    @GetMapping("/contact-lists")
    @Needs(value = Action.CONTACT_READ, on = Needs.On.SOMEWHERE)
    List<ListView> all(Caller caller) {
        return lists.versions().stream()
                .filter(list -> sees(caller, list))
                .map(list -> view(caller, list, false))
                .toList();
    }

    @PostMapping("/contact-lists")
    @Needs(value = Action.CONTACT_CONSOLIDATE, on = Needs.On.SOMEWHERE)
    ResponseEntity<ListView> consolidate(Caller caller) {
        ListVersion list =
                lists.consolidate(
                        Acts.actor(caller),
                        id -> gate.mayAt(caller, Action.CONTACT_CONSOLIDATE, id));
        return ResponseEntity.status(201).body(view(caller, list, true));
    }

    @GetMapping("/contact-lists/{version}")
    @Needs(value = Action.CONTACT_READ, on = Needs.On.SOMEWHERE)
    ListView one(@PathVariable int version, Caller caller) {
        return view(caller, seen(caller, version), true);
    }

    @PostMapping("/contact-lists/{version}/signatures")
    @Needs(value = Action.CONTACT_RECEIVE, on = Needs.On.SOMEWHERE)
    ListView sign(@PathVariable int version, @RequestBody SignatureChange change, Caller caller) {
        ListVersion list = signable(caller, version);
        Hop hop = hop(change.hop());
        if (hop != Hop.DEPARTMENT && hop != Hop.MINISTRY) {
            throw ProblemException.invalid("hop", "contact-list.hop");
        }
        return view(caller, lists.sign(Acts.actor(caller), list, hop), true);
    }

    @PostMapping("/contact-lists/{version}/return")
    @Needs(value = Action.CONTACT_RECEIVE, on = Needs.On.SOMEWHERE)
    ListView sendBack(@PathVariable int version, @RequestBody ReturnChange change, Caller caller) {
        ListVersion list = signable(caller, version);
        String reason = ProfileController.reason(change.reason());
        return view(caller, lists.sendBack(Acts.actor(caller), list, reason), true);
    }

    private static Hop hop(@Nullable String typed) {
        for (Hop hop : Hop.values()) {
            if (code(hop).equals(typed)) {
                return hop;
            }
        }
        throw ProblemException.invalid("hop", "contact-list.hop");
    }

    private static String code(Hop hop) {
        return hop.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private ListVersion seen(Caller caller, int version) {
        return lists.version(version)
                .filter(list -> sees(caller, list))
                .orElseThrow(ProblemException::notFound);
    }

    private boolean sees(Caller caller, ListVersion list) {
        return list.entries().stream().anyMatch(entry -> sees(caller, entry));
    }

    /** Entries of facilities that are gone are for those whose say has no bounds. */
    private boolean sees(Caller caller, ListVersion.Entry entry) {
        return gate.mayAt(caller, Action.CONTACT_READ, entry.facilityId())
                || (services.registry().facilityName(entry.facilityId()) == null
                        && gate.mayEverywhere(caller, Action.CONTACT_READ));
    }

    private ListVersion signable(Caller caller, int version) {
        ListVersion list = seen(caller, version);
        boolean whole =
                list.entries().stream()
                        .filter(e -> services.registry().facilityName(e.facilityId()) != null)
                        .allMatch(e -> gate.mayAt(caller, Action.CONTACT_RECEIVE, e.facilityId()));
        if (!whole) {
            throw ProblemException.of(403, "forbidden");
        }
        return list;
    }

    // ---- as it is shown

    private ListView view(Caller caller, ListVersion kept, boolean whole) {
        ContactList list = ContactLists.list(kept);
        List<HopView> hops = new ArrayList<>();
        boolean returned = false;
        for (Hop hop : Hop.values()) {
            ListVersion.Signature signature =
                    kept.hops().stream().filter(one -> one.hop() == hop).findFirst().orElse(null);
            if (signature == null) {
                hops.add(new HopView(code(hop), "waiting", null, null, null));
                continue;
            }
            boolean back = signature.reason() != null;
            returned |= back;
            hops.add(
                    new HopView(
                            code(hop),
                            back ? "returned" : "signed",
                            Moments.text(signature.atUs()),
                            signature.signer(),
                            signature.reason()));
        }
        return new ListView(
                kept.version(),
                Moments.text(kept.createdUs()),
                kept.entries().size(),
                list.turn().map(ContactListController::code).orElse(null),
                returned,
                hops,
                whole ? entries(caller, kept) : List.of());
    }

    private List<EntryView> entries(Caller caller, ListVersion kept) {
        return kept.entries().stream()
                .filter(entry -> sees(caller, entry))
                .map(entry -> {
                    List<String> cells = cells(entry.contact());
                    return new EntryView(
                            entry.facilityId(),
                            entry.facilityCode(),
                            entry.facility(),
                            cells.get(0),
                            cells.get(1),
                            cells.get(2),
                            cells.get(3),
                            Moments.text(entry.submittedUs()),
                            entry.submittedBy());
                })
                .toList();
    }

    private static List<String> cells(Contact contact) {
        return ContactRow.export(contact);
    }

    // ---- out

    @GetMapping("/contact-lists/{version}/export.{format}")
    @Needs(value = Action.CONTACT_READ, on = Needs.On.SOMEWHERE)
    ResponseEntity<byte[]> export(
            @PathVariable int version,
            @PathVariable String format,
            Caller caller,
            Language language) {
        ListVersion list = seen(caller, version);
        String name = Words.of(language, "contacts.file") + "-v" + version;
        acts.of(caller, AuditKind.DOCUMENT_MADE, name);
        List<EntryView> entries = entries(caller, list);
        if (format.equals("json")) {
            return Files.file(
                    name + ".json",
                    MediaType.APPLICATION_JSON,
                    JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsBytes(Map.of("rows", entries)));
        }
        if (format.equals("pdf") || format.equals("docx")) {
            return Files.paper(name, format, paper(list, caller));
        }
        return Files.answer(
                name,
                format,
                new TableWriter.Contents(
                        Words.of(language, "contacts.sheet"),
                        ContactController.titles(language).subList(0, 6),
                        List.of(28, 28, 26, 32, 40, 12),
                        entries.stream()
                                .map(e ->
                                        List.of(
                                                e.fullName(),
                                                e.title(),
                                                e.phone(),
                                                e.email(),
                                                e.facility(),
                                                e.facilityCode()))
                                .toList()));
    }

    /** The list as an official paper of the Military Command's, always in Vietnamese. */
    private OfficialDocument paper(ListVersion list, Caller caller) {
        ListVersion.Signature consolidated =
                list.hops().stream()
                        .filter(one -> one.hop() == Hop.MILITARY_COMMAND)
                        .findFirst()
                        .orElseThrow(ProblemException::notFound);
        return ContactListPaper.of(
                new Letterhead(
                        List.of(),
                        List.of(Words.of(Language.VI, "contacts.paper.issuer")),
                        null,
                        "",
                        PLACE_BY_HAND,
                        Instant.EPOCH
                                .plusMillis(consolidated.atUs() / 1_000)
                                .atZone(VietnameseDates.ZONE)
                                .toLocalDate()),
                list.version(),
                list.entries().stream()
                        .filter(entry -> sees(caller, entry))
                        .map(e -> new ContactListPaper.Row(e.contact(), e.facility()))
                        .toList(),
                List.of(),
                new Signature(
                        List.of(Words.of(Language.VI, "contacts.paper.authority")),
                        consolidated.signer()));
    }

    @GetMapping("/contact-lists/{version}/print.html")
    @Needs(value = Action.CONTACT_READ, on = Needs.On.SOMEWHERE)
    ResponseEntity<byte[]> print(@PathVariable int version, Caller caller, Language language) {
        ListVersion list = seen(caller, version);
        acts.of(
                caller,
                AuditKind.DOCUMENT_MADE,
                Words.of(language, "contacts.file") + "-v" + version);
        List<List<String>> rows = new ArrayList<>();
        for (EntryView entry : entries(caller, list)) {
            rows.add(
                    List.of(
                            Integer.toString(rows.size() + 1),
                            entry.fullName(),
                            entry.title(),
                            entry.phone(),
                            entry.email(),
                            entry.facility()));
        }
        PrintPage page = new PrintPage(language, Words.of(language, "contacts.sheet"), "list");
        List<String> signatures = new ArrayList<>();
        for (ListVersion.Signature one : list.hops()) {
            String said = FacilityViews.said(one.hop().act(), language);
            String when = TIME.format(Instant.EPOCH.plusNanos(one.atUs() * 1_000));
            String reason = one.reason();
            signatures.add(
                    reason == null
                            ? page.words("contacts.print.signed", said, one.signer(), when)
                            : page.words("contacts.print.returned", one.signer(), when, reason));
        }
        return Files.page(
                ListPage.of(page, page.words("contacts.print.version", version), rows, signatures));
    }
}
