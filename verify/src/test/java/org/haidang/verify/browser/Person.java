package org.haidang.verify.browser;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.haidang.benchmark.program.Api;
import org.haidang.benchmark.program.Authenticator;
import org.haidang.benchmark.program.Server;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Somebody whom the administrator has invited. Each test has people of its own, so that none
 * depends on what another did to them.
 *
 * @param authenticator where the person has set one up
 * @param cookies of the session in which the person took the invitation; it goes on
 */
record Person(
        String id,
        String name,
        String username,
        String password,
        List<String> grants,
        @Nullable Authenticator authenticator,
        Map<String, String> cookies) {
    private static final AtomicInteger COUNT = new AtomicInteger();
    static final String PASSWORD = "cá nục kho cà chua 2021";

    /** The person as a program, logged in, for the caller to close. */
    Api api(Server server) {
        return new Api(server.address(), cookies);
    }

    /** What a person may do in so many facilities; in all when none is given. */
    static Map<String, Object> grant(String role, String... facilities) {
        return Map.of("roleId", role, "scope", Map.of("facilityIds", List.of(facilities)));
    }

    /** Invites, and gives the link. */
    @SafeVarargs
    static Invited invited(Api administrator, String name, Map<String, Object>... grants) {
        JsonNode answer =
                administrator.create(
                        "/users",
                        Map.of(
                                "displayName",
                                name,
                                "email",
                                "",
                                "language",
                                "vi",
                                "grants",
                                List.of(grants)));
        JsonNode user = answer.get("user");
        List<String> ids =
                Stream.iterate(0, i -> i + 1)
                        .limit(user.get("grants").size())
                        .map(i -> user.get("grants").get(i).get("id").asString())
                        .toList();
        return new Invited(user.get("id").asString(), name, answer.get("link").asString(), ids);
    }

    static String freshUsername() {
        return "nguoi-%d".formatted(COUNT.incrementAndGet()).toLowerCase(Locale.ROOT);
    }

    /** Somebody who has a link and has not opened it. */
    record Invited(String id, String name, String link, List<String> grants) {
        String token() {
            return link.substring(link.indexOf("token=") + 6);
        }

        /** Takes the invitation as a program. */
        Person taken(Server server) {
            return take(server, false);
        }

        /** Takes the invitation and sets up an authenticator app. */
        Person takenWithAuthenticator(Server server) {
            return take(server, true);
        }

        private Person take(Server server, boolean second) {
            String username = freshUsername();
            try (Api own = new Api(server.address())) {
                own.create(
                        "/invitation",
                        Map.of("token", token(), "username", username, "password", PASSWORD));
                Authenticator authenticator = null;
                if (second) {
                    String secret =
                            own.create("/me/totp", Map.of("password", PASSWORD))
                                    .get("secret")
                                    .asString();
                    authenticator = new Authenticator(secret);
                    own.create("/me/totp/confirm", Map.of("code", authenticator.code()));
                }
                return new Person(
                        id, name, username, PASSWORD, grants, authenticator, own.cookies());
            }
        }
    }
}
