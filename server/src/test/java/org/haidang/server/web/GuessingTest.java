package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.haidang.server.identity.Invitations;
import org.haidang.server.identity.store.User;
import org.haidang.server.web.request.Problems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Guessing at passwords on a large scale, through a proxy that says where each attempt is from. */
class GuessingTest {
    private static final int ATTEMPTS = 10_000;
    private static final int ACCOUNTS = 200;
    private static final int ADDRESSES = 500;
    private static final int THREADS = 8;
    private static final String WRONG = "wrong wrong wrong";

    /** Ten thousand refusals would be ten thousand lines. */
    private static final Logger LOG = Logger.getLogger(Problems.class.getName());

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @SuppressWarnings("NullAway.Init")
    private HttpClient http;

    @SuppressWarnings("NullAway.Init")
    private String csrf;

    @BeforeEach
    void open() {
        LOG.setLevel(Level.OFF);
        server = TestServer.behindProxy(folder);
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        TestClient page = new TestClient(server.url);
        page.get("session");
        csrf = page.cookie("XSRF-TOKEN").orElseThrow();
    }

    @AfterEach
    void close() {
        http.close();
        server.close();
        LOG.setLevel(null);
    }

    private HttpResponse<String> logIn(String name, String password, String from) throws Exception {
        return http.send(
                HttpRequest.newBuilder(java.net.URI.create(server.url + "/api/v1/session"))
                        .header("Content-Type", "application/json")
                        .header("Accept-Language", "en")
                        .header("Cookie", "XSRF-TOKEN=" + csrf)
                        .header("X-XSRF-TOKEN", csrf)
                        .header("X-Forwarded-For", from)
                        .timeout(Duration.ofSeconds(60))
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"username\":\"%s\",\"password\":\"%s\"}"
                                                .formatted(name, password)))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Every second account exists. */
    private static String account(int i) {
        return (i % 2 == 0 ? "real" : "void") + i;
    }

    private void addAccounts() {
        for (int i = 0; i < ACCOUNTS; i += 2) {
            server.person(account(i), null);
        }
    }

    /** What a flood of attempts was answered. */
    private static final class Answers {
        final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();

        /** How often a password was looked at, by account. */
        final Map<String, Integer> heard = new ConcurrentHashMap<>();

        /** All that was ever said, by whether the account exists. */
        final Map<Boolean, Set<String>> said =
                Map.of(true, ConcurrentHashMap.newKeySet(), false, ConcurrentHashMap.newKeySet());

        void take(String account, HttpResponse<String> answer) {
            statuses.merge(answer.statusCode(), 1, Integer::sum);
            Objects.requireNonNull(said.get(account.startsWith("real")))
                    .add(timeless(look(answer)));
            if (answer.statusCode() != 429) {
                heard.merge(account, 1, Integer::sum);
            }
        }

        int heardOf(String kind) {
            return heard.entrySet().stream()
                    .filter(one -> one.getKey().startsWith(kind))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }
    }

    /**
     * Attempts side by side, each round at all accounts.
     *
     * @param from the address of each attempt
     */
    private Answers attack(int attempts, IntFunction<String> from) throws Exception {
        AtomicInteger next = new AtomicInteger();
        Answers answers = new Answers();
        Callable<Void> guesser =
                () -> {
                    for (int i = next.getAndIncrement(); i < attempts; i = next.getAndIncrement()) {
                        String account = account(i % ACCOUNTS);
                        answers.take(account, logIn(account, WRONG, from.apply(i)));
                    }
                    return null;
                };
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(guesser));
            }
            for (Future<Void> one : running) {
                one.get();
            }
        }
        return answers;
    }

    /**
     * An attempt that is not heard costs no hash, one that is heard costs one, whoever is meant.
     */
    private static void alike(Answers answers, long hashes) {
        assertThat(answers.statuses).containsOnlyKeys(401, 429);
        assertThat(answers.statuses.get(401)).isEqualTo((int) hashes);
        assertThat(answers.said.get(true)).isEqualTo(answers.said.get(false)).hasSize(2);
    }

    /**
     * How often an account may be heard within so many seconds: the free attempts, one more each
     * time that the doubled wait has passed, and one appointment in five seconds.
     */
    private static int most(long seconds) {
        int doublings = 64 - Long.numberOfLeadingZeros(seconds + 1);
        return 5 + doublings + (int) (seconds / 5) + 1;
    }

    /**
     * Ten thousand guesses at two hundred accounts, every second of which exists: first from two
     * addresses, then from five hundred of which none asks often.
     */
    @Test
    void hearsFewOfTenThousandGuessesAndKeepsNobodyOut() throws Exception {
        addAccounts();
        String victim = account(0);
        HttpResponse<String> session = logIn(victim, TestServer.PASSWORD, "203.0.113.7");
        assertThat(session.statusCode()).isEqualTo(200);
        String cookie =
                session.headers().allValues("Set-Cookie").stream()
                        .filter(c -> c.startsWith(BrowserCookie.SESSION.name()))
                        .findFirst()
                        .orElseThrow()
                        .split(";", 2)[0];
        String local = server.url.replace("127.0.0.1", "localhost");
        TestAuthenticator key = new TestAuthenticator(local);
        register(local, cookie, key);

        long before = server.server.accounts().hashes();
        Answers few = attack(ATTEMPTS / 2, i -> "198.51.100." + i % 2);
        alike(few, server.server.accounts().hashes() - before);
        // Twenty free ones of each address, and the others by doubled waits.
        assertThat(few.statuses.get(401)).isBetween(40, 80);
        // From elsewhere nobody notices.
        assertThat(logIn(account(2), TestServer.PASSWORD, "203.0.113.8").statusCode())
                .isEqualTo(200);

        before = server.server.accounts().hashes();
        long startNs = System.nanoTime();
        // Each round of all accounts goes on from where the one before ended.
        Answers many = attack(ATTEMPTS / 2, i -> many((i / ACCOUNTS * 37 + i) % ADDRESSES));
        long seconds = (System.nanoTime() - startNs) / 1_000_000_000 + 1;
        alike(many, server.server.accounts().hashes() - before);
        // No address asked often enough to be slowed for itself.
        assertThat(ATTEMPTS / 2 / ADDRESSES).isLessThan(20);
        assertThat(many.heard).hasSize(ACCOUNTS);
        assertThat(many.heard.values()).allMatch(heard -> heard <= most(seconds));
        assertThat(many.statuses.get(429)).isPositive();
        // Which accounts there are cannot be counted out either.
        assertThat(many.heardOf("real")).isBetween(ACCOUNTS / 2 * 4, ACCOUNTS / 2 * most(seconds));
        assertThat(many.heardOf("void")).isBetween(ACCOUNTS / 2 * 4, ACCOUNTS / 2 * most(seconds));
        System.out.printf(
                "10,000 guesses: %s from 2 addresses, %s from %d in %d s%n",
                few.statuses, many.statuses, ADDRESSES, seconds);

        // The person is heard at once where he is known, and asked for nothing where he is in.
        slowDown(victim, "198.18.0.9");
        assertThat(logIn(victim, TestServer.PASSWORD, "203.0.113.7").statusCode()).isEqualTo(200);
        assertThat(new TestClient(server.url).get("me/sessions", "Cookie", cookie).status())
                .isEqualTo(200);
        assertThat(confirm(cookie)).isEqualTo(200);
        TestClient passkey = new TestClient(local);
        passkey.get("session");
        var options = passkey.post("session/passkey/options", Map.of()).json();
        assertThat(passkey.post("session/passkey", Map.of("credential", key.get(options))).status())
                .isEqualTo(200);
        // At a new place he waits no longer than he is told, a minute at most.
        String other = account(4);
        slowDown(other, "198.18.0.10");
        HttpResponse<String> refused = logIn(other, TestServer.PASSWORD, "203.0.113.99");
        assertThat(refused.statusCode()).isEqualTo(429);
        int wait = Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow());
        assertThat(wait).isBetween(1, 60);
        await().atMost(Duration.ofSeconds(wait + 5))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> logIn(other, TestServer.PASSWORD, "203.0.113.99").statusCode() == 200);
        // And so does everybody else: no account stays slow for good.
        for (int i = 6; i < 12; i += 2) {
            String next = account(i);
            String place = "203.0.113." + (100 + i);
            await().atMost(Duration.ofSeconds(65))
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> logIn(next, TestServer.PASSWORD, place).statusCode() == 200);
        }
    }

    private static String many(int number) {
        return "198.51." + number / 250 + "." + number % 250;
    }

    /**
     * Guesses on until the account is slow for a moment yet: how long the flood took, and so what
     * it left, is the machine's business.
     */
    private void slowDown(String account, String address) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    HttpResponse<String> answer = logIn(account, WRONG, address);
                    int wait =
                            answer.headers()
                                    .firstValue("Retry-After")
                                    .map(Integer::parseInt)
                                    .orElse(0);
                    return answer.statusCode() == 429 && wait >= 3;
                });
    }

    private void register(String local, String cookie, TestAuthenticator key) {
        TestClient client = new TestClient(local);
        client.plant(BrowserCookie.SESSION.name(), cookie.substring(cookie.indexOf('=') + 1));
        client.get("session");
        var options =
                client.post("me/passkeys/options", Map.of("password", TestServer.PASSWORD)).json();
        assertThat(
                        client.post(
                                        "me/passkeys",
                                        Map.of("name", "k", "credential", key.create(options)))
                                .status())
                .isEqualTo(200);
    }

    /** Asks in the session for something that needs the password again. */
    private int confirm(String cookie) {
        TestClient client = new TestClient(server.url);
        client.plant(BrowserCookie.SESSION.name(), cookie.substring(cookie.indexOf('=') + 1));
        client.get("session");
        return client.post("me/totp", Map.of("password", TestServer.PASSWORD)).status();
    }

    /**
     * Existing, unknown, kept out, invited: same status, words, headers and work, also when told to
     * wait.
     */
    @Test
    void tellsNobodyWhichAccountsThereAre() throws Exception {
        server.person("real", null);
        User out = server.person("out", null);
        server.server.accounts().enable(out, false);
        String invited = Invitations.nameless(server.addPerson("Chưa đến"));
        List<String> answers = new ArrayList<>();
        int from = 0;
        for (String name : List.of("real", "nobody", "out", invited)) {
            String all = "";
            HttpResponse<String> answer = logIn(name, WRONG, "192.0.2." + ++from);
            for (int i = 0; i < 20 && answer.statusCode() != 429; i++) {
                long before = server.server.accounts().hashes();
                answer = logIn(name, WRONG, "192.0.2." + ++from);
                long hashes = server.server.accounts().hashes() - before;
                assertThat(hashes).as(name).isEqualTo(answer.statusCode() == 401 ? 1 : 0);
                String look = timeless(look(answer));
                all = all.contains(look) ? all : all + look + '\n';
            }
            answers.add(all);
        }
        assertThat(answers.getFirst()).contains("login-wrong").contains("429 ");
        assertThat(answers).allMatch(one -> one.equals(answers.getFirst()), answers + "");
    }

    /** How long to wait depends on when it is asked. */
    private static String timeless(String look) {
        return look.replaceAll("\\d+ s|retry-after=\\[\\d+]", "soon");
    }

    private static String look(HttpResponse<String> answer) {
        ObjectNode body =
                (ObjectNode)
                        tools.jackson.databind.json.JsonMapper.shared().readTree(answer.body());
        assertThat(body.remove("reference")).isNotNull();
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        return answer.statusCode() + " " + headers + " " + body;
    }

    /** What the client itself wrote before the proxy added his address is nobody's address. */
    @Test
    void believesOnlyTheAddressThatTheProxyWrote() throws Exception {
        TestClient client = new TestClient(server.url);
        client.get("session");
        TestClient.Answer in =
                client.send(
                        client.request("session")
                                .header("Content-Type", "application/json")
                                .header("X-XSRF-TOKEN", client.cookie("XSRF-TOKEN").orElseThrow())
                                .header("Forwarded", "for=6.6.6.6;host=evil.example")
                                .header("X-Forwarded-For", "6.6.6.6, 203.0.113.5, 127.0.0.1")
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"username\":\"%s\",\"password\":\"%s\"}"
                                                        .formatted(
                                                                TestServer.USERNAME,
                                                                TestServer.PASSWORD))));
        assertThat(in.status()).isEqualTo(200);
        assertThat(client.get("me/sessions").json().get(0).get("address").stringValue())
                .isEqualTo("203.0.113.5");
        int status = 0;
        for (int i = 0; i < 30 && status != 429; i++) {
            status = logIn("spread" + i, WRONG, "6.6.6." + i + ", 198.51.100.66").statusCode();
        }
        assertThat(status).isEqualTo(429);
        for (String odd :
                List.of(
                        "garbage",
                        "[::1",
                        "1.2.3.4:99999",
                        "a".repeat(4_000),
                        ",,,",
                        "<b>",
                        "::1")) {
            assertThat(client.get("session", "X-Forwarded-For", odd).status())
                    .as(odd)
                    .isLessThan(500);
        }
    }
}
