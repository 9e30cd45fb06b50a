package org.haidang.server.web.programme;

import java.util.ArrayList;
import java.util.List;
import org.haidang.programme.contact.Contact;
import org.haidang.programme.contact.ContactRow;
import org.haidang.programme.facility.RecordingBasis;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.contact.store.ContactEntry;
import org.haidang.server.document.NoticeSign;
import org.haidang.server.facility.store.Profile;
import org.haidang.server.qr.Qr;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;

/**
 * What the sign at a facility's gate says: to a browser's printer in the reader's language, and as
 * PDF in Vietnamese, for that one hangs at the gate.
 *
 * @param more the facility's own words; may be empty
 */
record GateSign(Language language, String facility, List<Fact> facts, String more) {
    private static final int MAX_CODE = 600;

    /**
     * @param coded whether it also stands in the code, which has room for little
     */
    record Fact(String label, String text, boolean coded) {}

    /**
     * @param contacts whether whoever prints it may know whom to call; else the controller stands
     *     there, who answers for the recording
     * @throws ProblemException while the profile lacks what the sign has to say
     */
    static GateSign of(
            Services services,
            Facility facility,
            boolean contacts,
            Language told,
            Language language) {
        Profile profile = services.programme().profiles().profile(facility.id());
        RecordingBasis basis = profile.basis();
        List<RecordingBasis.Part> missing = basis.missing();
        Integer retentionDays = basis.retentionDays();
        if (!missing.isEmpty() || retentionDays == null) {
            throw ProblemException.of(
                    409,
                    "notice-missing",
                    String.join(
                            ", ",
                            missing.stream()
                                    .map(part -> FacilityViews.said(part.words(), told))
                                    .toList()));
        }
        String ask =
                services.programme().contacts().of(facility.id()).stream()
                        .filter(entry -> contacts && entry.focal())
                        .findFirst()
                        .map(ContactEntry::contact)
                        .map(GateSign::ask)
                        .orElse(basis.controller());
        List<Fact> facts = new ArrayList<>();
        facts.add(fact(language, "notice.who", basis.controller(), true));
        facts.add(fact(language, "notice.why", basis.purpose(), true));
        facts.add(fact(language, "notice.basis", basis.legalBasis(), false));
        String days = Words.of(language, "notice.days", retentionDays);
        facts.add(fact(language, "notice.long", days, true));
        facts.add(fact(language, "notice.ask", ask, true));
        return new GateSign(language, facility.name(), facts, profile.notice());
    }

    private static Fact fact(Language language, String key, String text, boolean coded) {
        return new Fact(Words.of(language, key), text, coded);
    }

    private static String ask(Contact contact) {
        List<String> cells = ContactRow.export(contact);
        return cells.get(0) + " (" + cells.get(1) + ") – " + cells.get(2);
    }

    String html() {
        PrintPage page = new PrintPage(language, facility, "notice");
        page.open("header", "")
                .text("h1", "", page.words("notice.title"))
                .text("p", "where", facility)
                .close("header")
                .open("dl", "");
        facts.forEach(fact -> page.text("dt", "", fact.label()).text("dd", "", fact.text()));
        page.close("dl");
        if (!more.isEmpty()) {
            page.text("p", "more", more);
        }
        page.open("footer", "")
                .open("div", "code")
                .drawing(Qr.svg(code()))
                .close("div")
                .text("p", "", page.words("notice.rights"))
                .close("footer");
        return page.done();
    }

    NoticeSign paper() {
        return new NoticeSign(
                facility,
                facts.stream().map(fact -> new NoticeSign.Line(fact.label(), fact.text())).toList(),
                more,
                code(),
                Words.of(language, "notice.rights"));
    }

    private String code() {
        List<String> lines = new ArrayList<>();
        lines.add(Words.of(language, "notice.title"));
        lines.add(facility);
        facts.stream()
                .filter(Fact::coded)
                .forEach(fact -> lines.add(fact.label() + ": " + fact.text()));
        String code = String.join("\n", lines);
        return code.length() <= MAX_CODE ? code : code.substring(0, MAX_CODE);
    }
}
