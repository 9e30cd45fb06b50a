package org.haidang.server.program;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haidang.programme.dispatch.Dispatch;
import org.haidang.programme.incident.IncidentState;
import org.haidang.programme.report.ReportState;
import org.haidang.programme.survey.Verdict;
import org.haidang.programme.vietnamese.Phone;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.contact.ContactBook;
import org.haidang.server.dispatch.Dispatches;
import org.haidang.server.identity.Accounts;
import org.haidang.server.identity.Invitations;
import org.haidang.server.identity.store.User;
import org.haidang.server.incident.Incidents;
import org.haidang.server.incident.store.IncidentFilter;
import org.haidang.server.news.Topic;
import org.haidang.server.organisation.Organisations;
import org.haidang.server.organisation.store.Organisation;
import org.haidang.server.report.Reports;
import org.haidang.server.report.StoredReport;
import org.haidang.server.search.Found;
import org.haidang.server.search.Kind;
import org.haidang.server.search.SearchSource;
import org.haidang.server.survey.Surveys;
import org.haidang.server.survey.store.SurveyRow;
import org.jspecify.annotations.Nullable;

/** What each feature has for the search. */
final class SearchSources {
    private static final int MAX_INCIDENTS = 50_000;

    private SearchSources() {}

    static SearchSource facilities(CameraRegistry registry) {
        return inMemory(() ->
                registry.facilities().stream()
                        .map(one ->
                                Found.at(
                                        Kind.FACILITY,
                                        one.id(),
                                        one.name(),
                                        one.address(),
                                        one.id()))
                        .toList());
    }

    static SearchSource cameras(CameraRegistry registry) {
        return inMemory(() ->
                registry.all().stream()
                        .map(camera ->
                                Found.at(
                                        Kind.CAMERA,
                                        camera.id(),
                                        camera.name(),
                                        text(registry.facilityName(camera.facilityId())),
                                        camera.facilityId()))
                        .toList());
    }

    static SearchSource people(Accounts accounts, Organisations organisations) {
        return inMemory(() ->
                accounts.all().stream()
                        .map(user ->
                                new Found(
                                        Kind.PERSON,
                                        user.id(),
                                        user.displayName(),
                                        person(
                                                user,
                                                organisations
                                                        .directory()
                                                        .organisation(user.organisationId())),
                                        Set.of()))
                        .toList());
    }

    private static String person(User user, @Nullable Organisation organisation) {
        return joined(
                organisation == null ? "" : organisation.name(),
                Invitations.named(user) ? user.username() : "",
                user.email());
    }

    /** By the facility's name, for a survey has none of its own. */
    static SearchSource surveys(Surveys surveys, CameraRegistry registry) {
        return after(
                Topic.SURVEY,
                () ->
                        surveys.all().stream()
                                .map(row ->
                                        Found.at(
                                                Kind.SURVEY,
                                                row.id(),
                                                text(registry.facilityName(row.facilityId())),
                                                survey(row),
                                                row.facilityId()))
                                .toList());
    }

    private static String survey(SurveyRow row) {
        Verdict verdict = row.verdict();
        return joined(
                "Phiếu khảo sát, phiên bản " + row.version(),
                verdict == null ? "" : verdict.words().vietnamese());
    }

    static SearchSource reports(Reports reports) {
        return after(
                Topic.REPORT, () -> reports.newest().stream().map(SearchSources::report).toList());
    }

    private static Found report(StoredReport stored) {
        String number =
                stored.report().state() instanceof ReportState.Issued issued
                        ? "%02d/%s".formatted(issued.number(), stored.frame().sign())
                        : "";
        String letters =
                stored.letters().stream().map(Dispatch::citation).collect(Collectors.joining("; "));
        return new Found(
                Kind.REPORT,
                stored.id(),
                stored.report().text().subject(),
                joined(number, stored.frame().author(), letters),
                stored.facilities());
    }

    static SearchSource contacts(ContactBook contacts, CameraRegistry registry) {
        return after(
                Topic.CONTACT,
                () ->
                        contacts.all().stream()
                                .map(one ->
                                        Found.at(
                                                Kind.CONTACT,
                                                one.id(),
                                                one.contact().fullName().full(),
                                                joined(
                                                        one.contact().title(),
                                                        text(
                                                                registry.facilityName(
                                                                        one.facilityId())),
                                                        one.contact().phones().stream()
                                                                .map(Phone::shown)
                                                                .collect(Collectors.joining(", ")),
                                                        one.contact().email().address()),
                                                one.facilityId()))
                                .toList());
    }

    static SearchSource dispatches(Dispatches dispatches) {
        return after(
                Topic.DISPATCH,
                () ->
                        dispatches.all().stream()
                                .map(row ->
                                        new Found(
                                                Kind.DISPATCH,
                                                row.id(),
                                                row.number(),
                                                joined(row.subject(), row.issuer()),
                                                Set.of()))
                                .toList());
    }

    /** The newest; what lies further back is found by the filters of its own screen. */
    static SearchSource incidents(Incidents incidents, CameraRegistry registry) {
        IncidentFilter all =
                new IncidentFilter(
                        null,
                        List.of(IncidentState.values()),
                        null,
                        null,
                        null,
                        null,
                        null,
                        MAX_INCIDENTS);
        return after(
                Topic.INCIDENT,
                () ->
                        incidents.find(all).stream()
                                .map(row ->
                                        Found.at(
                                                Kind.INCIDENT,
                                                row.id(),
                                                row.title(),
                                                text(registry.facilityName(row.facilityId())),
                                                row.facilityId()))
                                .toList());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(p -> !p.isBlank()).collect(Collectors.joining(" · "));
    }

    private static SearchSource inMemory(Supplier<List<Found>> all) {
        return (SearchSource.InMemory) all::get;
    }

    /** One that is asked anew after news. */
    static SearchSource after(Topic topic, Supplier<List<Found>> all) {
        return new SearchSource() {
            @Override
            public List<Found> all() {
                return all.get();
            }

            @Override
            public Topic topic() {
                return topic;
            }
        };
    }
}
