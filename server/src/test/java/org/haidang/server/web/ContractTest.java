package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.Open;
import org.haidang.server.web.request.Self;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

class ContractTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private final TestServer server = TestServer.shared();

    @Test
    void routesAndContractAreTheSame() throws Exception {
        assertThat(routes()).containsExactlyInAnyOrderElementsOf(contract());
    }

    @Test
    void everyRouteHasARule() {
        List<String> without = new ArrayList<>();
        server.server
                .web()
                .context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, method) -> {
                    boolean rule =
                            method.hasMethodAnnotation(Needs.class)
                                    || method.hasMethodAnnotation(Self.class)
                                    || method.hasMethodAnnotation(Open.class);
                    if (!rule) {
                        without.add(mapping.toString());
                    }
                });
        assertThat(without).isEmpty();
    }

    private Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        server.server
                .web()
                .context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, method) -> {
                    for (String path : mapping.getPatternValues()) {
                        for (RequestMethod verb : mapping.getMethodsCondition().getMethods()) {
                            routes.add(verb.name().toLowerCase(Locale.ROOT) + " " + path);
                        }
                    }
                });
        return routes;
    }

    @SuppressWarnings("unchecked")
    private static Set<String> contract() throws Exception {
        Set<String> routes = new TreeSet<>();
        try (InputStream in =
                Objects.requireNonNull(ContractTest.class.getResourceAsStream("/openapi.yaml"))) {
            LoaderOptions options = new LoaderOptions();
            // Two schemas of one name: the second would silently take the place of the first.
            options.setAllowDuplicateKeys(false);
            Map<String, Object> root = new Yaml(options).load(in);
            Map<String, Map<String, Object>> paths =
                    (Map<String, Map<String, Object>>) Objects.requireNonNull(root.get("paths"));
            paths.forEach((path, operations) ->
                    operations.keySet().stream()
                            .filter(METHODS::contains)
                            .map(method ->
                                    method
                                            + " "
                                            + (operations.containsKey("servers") ? "" : "/api/v1")
                                            + path)
                            .forEach(routes::add));
        }
        return routes;
    }

    @Test
    void servesItsContractToEverybody() {
        assertThat(new TestClient(server.url).get("openapi.yaml").text())
                .startsWith("# The contract");
    }

    @Test
    void answersUnknownAddressesAndMethodsAsProblems() {
        TestClient client = server.loggedIn();
        assertThat(client.get("nowhere").json().get("type").stringValue())
                .isEqualTo("urn:haidang:not-found");
        assertThat(client.send("PUT", "cameras", Map.of()).json().get("type").stringValue())
                .isEqualTo("urn:haidang:method");
        client.language = "vi";
        assertThat(client.get("nowhere").json().get("title").stringValue()).isEqualTo("Không có");
    }

    @Test
    void givesMetricsAndHealthToTheMachineItself() {
        TestClient client = new TestClient(server.url);
        assertThat(client.get("/health").json().get("status").stringValue()).isEqualTo("ok");
        server.loggedIn().addCamera("measured", Map.of());
        assertThat(client.get("/metrics").text())
                .contains("haidang_viewers ")
                .contains("haidang_disk_free_bytes{disk=\"main\"}")
                .contains("haidang_camera_state{camera=");
        TestClient known = server.loggedIn();
        assertThat(known.get("about").json().get("parts").size()).isGreaterThan(10);
        assertThat(known.get("system").json().get("disks").size()).isEqualTo(1);
    }
}
