package org.haidang.server.web.programme;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haidang.programme.contact.Contact;
import org.haidang.programme.contact.ContactColumn;
import org.haidang.programme.contact.ContactRow;
import org.haidang.programme.vietnamese.VietnameseOrder;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.contact.ContactBook;
import org.haidang.server.contact.ContactImport;
import org.haidang.server.contact.ContactInput;
import org.haidang.server.contact.EntryLinks;
import org.haidang.server.contact.store.ContactEntry;
import org.haidang.server.contact.store.Submission;
import org.haidang.server.qr.Qr;
import org.haidang.server.rights.Action;
import org.haidang.server.table.Grid;
import org.haidang.server.table.TableWriter;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Clients;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.Problem;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.json.JsonMapper;

/** Focal points of facilities. */
@RestController
@RequestMapping("/api/v1")
final class ContactController {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    record ContactView(
            String id,
            String facilityId,
            String facility,
            String facilityCode,
            String fullName,
            String title,
            String phone,
            String email,
            boolean focal,
            String changedAt,
            String changedBy,
            @Nullable String submittedAt,
            boolean submitted) {}

    record ContactChange(
            @Nullable String fullName,
            @Nullable String title,
            @Nullable String phone,
            @Nullable String email,
            @Nullable Boolean focal) {
        ContactInput input() {
            return new ContactInput(fullName, title, phone, email);
        }
    }

    record LinkView(String link, String qr, String expiresAt) {
        @Override
        public String toString() {
            return "LinkView[]";
        }
    }

    record ImportRow(
            int row,
            Map<String, String> values,
            List<Problem.FieldError> errors,
            String facility,
            @Nullable String effect) {}

    private final Services services;
    private final ContactBook book;
    private final EntryLinks links;
    private final ContactImport importer;
    private final Gate gate;
    private final Acts acts;

    ContactController(Services services, Gate gate, Acts acts) {
        this.services = services;
        this.book = services.programme().contacts();
        this.links = services.programme().entryLinks();
        this.importer =
                new ContactImport(services.registry(), services.programme().profiles(), book);
        this.gate = gate;
        this.acts = acts;
    }

    // ---- all of them

    /** By facility as Vietnamese sorts it, the focal point of each first. */
    @GetMapping("/contacts")
    @Needs(value = Action.CONTACT_READ, on = Needs.On.SOMEWHERE)
    List<ContactView> all(Caller caller) {
        Map<String, Boolean> seen = new HashMap<>();
        return views(
                book.all().stream()
                        .filter(entry ->
                                seen.computeIfAbsent(
                                        entry.facilityId(),
                                        id -> gate.mayAt(caller, Action.CONTACT_READ, id)))
                        .toList());
    }

    private List<ContactView> views(List<ContactEntry> entries) {
        Map<String, Submission> sent = services.programme().contactLists().submissions();
        List<ContactView> views = new ArrayList<>();
        for (ContactEntry entry : entries) {
            views.add(view(entry, sent.get(entry.facilityId())));
        }
        views.sort(
                Comparator.comparing(ContactView::facility, VietnameseOrder.TEXT)
                        .thenComparing(ContactView::facilityId)
                        .thenComparing(view -> !view.focal()));
        return views;
    }

    private ContactView view(ContactEntry entry, @Nullable Submission sent) {
        String name = services.registry().facilityName(entry.facilityId());
        List<String> cells = ContactRow.export(entry.contact());
        boolean submitted = sent != null && entry.focal() && sent.contact().equals(entry.contact());
        return new ContactView(
                entry.id(),
                entry.facilityId(),
                name == null ? "" : name,
                services.programme().profiles().profile(entry.facilityId()).code(),
                cells.get(0),
                cells.get(1),
                cells.get(2),
                cells.get(3),
                entry.focal(),
                Moments.text(entry.changedUs()),
                entry.changedBy(),
                submitted && sent != null ? Moments.text(sent.atUs()) : null,
                submitted);
    }

    // ---- of one facility

    @GetMapping("/facilities/{id}/contacts")
    @Needs(value = Action.CONTACT_READ, on = Needs.On.FACILITY)
    List<ContactView> of(@PathVariable String id) {
        return views(book.of(id));
    }

    @PostMapping("/facilities/{id}/contacts")
    @Needs(value = Action.CONTACT_WRITE, on = Needs.On.FACILITY)
    ResponseEntity<ContactView> add(
            @PathVariable String id, @RequestBody ContactChange change, Caller caller) {
        Contact contact = ContactBook.judged(change.input());
        ContactEntry added =
                book.add(
                                Acts.actor(caller),
                                id,
                                contact,
                                Boolean.TRUE.equals(change.focal()),
                                "form")
                        .orElseThrow(() ->
                                ProblemException.of(
                                        409, "contacts-many", ContactBook.MAX_PER_FACILITY));
        return ResponseEntity.status(201).body(views(List.of(added)).getFirst());
    }

    @PutMapping("/facilities/{id}/contacts/{contactId}")
    @Needs(value = Action.CONTACT_WRITE, on = Needs.On.FACILITY)
    ContactView change(
            @PathVariable String id,
            @PathVariable String contactId,
            @RequestBody ContactChange change,
            Caller caller) {
        if (book.find(id, contactId).isEmpty()) {
            throw ProblemException.notFound();
        }
        Contact contact = ContactBook.judged(change.input());
        return book.change(
                        Acts.actor(caller),
                        id,
                        contactId,
                        contact,
                        Boolean.TRUE.equals(change.focal()))
                .map(entry -> views(List.of(entry)).getFirst())
                .orElseThrow(ProblemException::notFound);
    }

    @DeleteMapping("/facilities/{id}/contacts/{contactId}")
    @Needs(value = Action.CONTACT_WRITE, on = Needs.On.FACILITY)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, @PathVariable String contactId, Caller caller) {
        switch (book.remove(Acts.actor(caller), id, contactId)) {
            case DONE -> {}
            case FOCAL -> throw ProblemException.of(409, "focal-point-needed");
            case UNKNOWN, FULL -> throw ProblemException.notFound();
        }
    }

    // ---- a link for the facility itself

    @PostMapping("/facilities/{id}/contact-link")
    @Needs(value = Action.CONTACT_WRITE, on = Needs.On.FACILITY)
    LinkView link(@PathVariable String id, Caller caller, HttpServletRequest request) {
        if (caller.token()) {
            // A key for programs is bounded; what it makes must not outlive its bounds.
            throw ProblemException.of(403, "forbidden");
        }
        acts.at(caller, AuditKind.CONTACT_CHANGED, id, "link", null, null);
        EntryLinks.Link link = links.make(Acts.actor(caller), id);
        String url = Clients.origin(services, request) + link.path();
        return new LinkView(url, Qr.svg(url), Moments.text(link.expiresUs()));
    }

    @DeleteMapping("/facilities/{id}/contact-link")
    @Needs(value = Action.CONTACT_WRITE, on = Needs.On.FACILITY)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawLink(@PathVariable String id, Caller caller) {
        acts.at(caller, AuditKind.CONTACT_CHANGED, id, "link", null, null);
        if (!links.withdraw(id)) {
            throw ProblemException.notFound();
        }
    }

    // ---- out

    @GetMapping("/contacts/export.{format}")
    @Needs(value = Action.CONTACT_READ, on = Needs.On.SOMEWHERE)
    ResponseEntity<byte[]> export(@PathVariable String format, Caller caller, Language language) {
        List<ContactView> views = all(caller);
        acts.of(caller, AuditKind.DOCUMENT_MADE, Words.of(language, "contacts.sheet"));
        String name = Words.of(language, "contacts.file");
        if (format.equals("json")) {
            return Files.file(
                    name + ".json",
                    MediaType.APPLICATION_JSON,
                    JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsBytes(
                                    Map.of("rows", views.stream().map(v -> named(v)).toList())));
        }
        return Files.answer(name, format, contents(views, language));
    }

    private static Map<String, String> named(ContactView view) {
        Map<String, String> row = new java.util.LinkedHashMap<>();
        row.put(ContactImport.FULL_NAME, view.fullName());
        row.put(ContactImport.TITLE, view.title());
        row.put(ContactImport.PHONE, view.phone());
        row.put(ContactImport.EMAIL, view.email());
        row.put(ContactImport.FACILITY, view.facility());
        row.put(ContactImport.FACILITY_CODE, view.facilityCode());
        return row;
    }

    /** The four columns of the dispatch first and in its order (D3), then whose they are. */
    private static TableWriter.Contents contents(List<ContactView> views, Language language) {
        return new TableWriter.Contents(
                Words.of(language, "contacts.sheet"),
                titles(language),
                List.of(28, 28, 26, 32, 40, 12, 10),
                views.stream()
                        .map(view -> {
                            List<String> row = new ArrayList<>(named(view).values());
                            row.add(view.focal() ? "x" : "");
                            return row;
                        })
                        .toList());
    }

    static List<String> titles(Language language) {
        List<String> titles = new ArrayList<>();
        for (ContactColumn column : ContactColumn.values()) {
            titles.add(FacilityViews.said(column.heading(), language));
        }
        titles.add(Words.of(language, "contacts.column.facility"));
        titles.add(Words.of(language, "contacts.column.code"));
        titles.add(Words.of(language, "contacts.column.focal"));
        return titles;
    }

    @GetMapping("/contacts/import-template.xlsx")
    @Needs(value = Action.CONTACT_WRITE, on = Needs.On.SOMEWHERE)
    ResponseEntity<byte[]> template(Language language) {
        return Files.answer(
                Words.of(language, "contacts.file"),
                "xlsx",
                new TableWriter.Contents(
                        Words.of(language, "contacts.sheet"),
                        titles(language).subList(0, 6),
                        List.of(28, 28, 26, 32, 40, 12),
                        List.of(
                                List.of(
                                        Words.of(language, "contacts.example.name"),
                                        Words.of(language, "contacts.example.title"),
                                        "0912 345 678",
                                        "dau.moi@example.vn",
                                        Words.of(language, "import.example.facility"),
                                        ""))));
    }

    @GetMapping("/contacts/print.html")
    @Needs(value = Action.CONTACT_READ, on = Needs.On.SOMEWHERE)
    ResponseEntity<byte[]> print(Caller caller, Language language) {
        List<ContactView> views = all(caller);
        acts.of(caller, AuditKind.DOCUMENT_MADE, Words.of(language, "contacts.sheet"));
        List<List<String>> rows = new ArrayList<>();
        for (ContactView view : views) {
            rows.add(
                    List.of(
                            Integer.toString(rows.size() + 1),
                            view.fullName(),
                            view.title(),
                            view.phone(),
                            view.email(),
                            view.facility()));
        }
        PrintPage page = new PrintPage(language, Words.of(language, "contacts.sheet"), "list");
        return Files.page(ListPage.of(page, page.words("contacts.print.now"), rows, List.of()));
    }

    // ---- in

    @PostMapping(path = "/contacts/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Needs(value = Action.CONTACT_WRITE, on = Needs.On.SOMEWHERE)
    Files.ImportResult<ImportRow> file(
            @RequestPart("file") MultipartFile file,
            @RequestParam(defaultValue = "true") boolean dryRun,
            Caller caller,
            Language language)
            throws java.io.IOException {
        return result(Files.read(file, ContactImport.COLUMNS), dryRun, caller, language);
    }

    @PostMapping(path = "/contacts/import", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Needs(value = Action.CONTACT_WRITE, on = Needs.On.SOMEWHERE)
    Files.ImportResult<ImportRow> rows(
            @RequestBody Files.Rows body,
            @RequestParam(defaultValue = "true") boolean dryRun,
            Caller caller,
            Language language) {
        return result(Files.read(body, ContactImport.COLUMNS), dryRun, caller, language);
    }

    private Files.ImportResult<ImportRow> result(
            Grid grid, boolean dryRun, Caller caller, Language language) {
        List<ContactImport.Judged> judged =
                importer.judge(grid, id -> gate.mayAt(caller, Action.CONTACT_WRITE, id));
        return Files.imported(
                grid,
                dryRun,
                judged,
                j -> !j.mistakes().isEmpty(),
                () -> {
                    acts.imported(caller, judged.size());
                    return importer.add(Acts.actor(caller), judged);
                },
                j ->
                        new ImportRow(
                                j.row().number(),
                                j.row().values(),
                                Files.errors(j.mistakes(), language),
                                j.facility(),
                                effect(j)));
    }

    private static @Nullable String effect(ContactImport.Judged judged) {
        ContactImport.Effect effect = judged.effect();
        return effect == null ? null : effect.name().toLowerCase(java.util.Locale.ROOT);
    }
}
