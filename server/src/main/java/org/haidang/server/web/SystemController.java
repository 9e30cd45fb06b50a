package org.haidang.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.haidang.archive.disk.DiskState;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.Open;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Self;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The system itself: state, version, licences, contract, metrics, health. */
@RestController
final class SystemController {
    private static final MediaType YAML =
            MediaType.parseMediaType("application/yaml;charset=UTF-8");
    private static final MediaType PROMETHEUS =
            MediaType.parseMediaType("text/plain;version=0.0.4;charset=utf-8");

    record Part(String name, @Nullable String version, String licence, @Nullable String url) {}

    record About(String name, String version, String licence, String java, List<Part> parts) {}

    record Health(String status, List<String> failed) {}

    private final Services services;
    private final SystemViews views;
    private final ObjectProvider<MetricsPage> metrics;

    SystemController(Services services, SystemViews views, ObjectProvider<MetricsPage> metrics) {
        this.services = services;
        this.views = views;
        this.metrics = metrics;
    }

    @GetMapping("/api/v1/system")
    @Needs(Action.SYSTEM_READ)
    SystemViews.SystemView system(Caller caller, Language language) {
        return views.system(caller, language);
    }

    @GetMapping("/api/v1/about")
    @Self
    About about() throws IOException {
        return new About(
                "Hải Đăng",
                services.version(),
                "Apache-2.0",
                Runtime.version().toString(),
                Licences.parts());
    }

    @GetMapping("/api/v1/openapi.yaml")
    @Open
    ResponseEntity<byte[]> contract() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        SystemController.class.getResourceAsStream("/openapi.yaml"))) {
            return ResponseEntity.ok()
                    .contentType(YAML)
                    .cacheControl(CacheControl.noCache())
                    .body(in.readAllBytes());
        }
    }

    @GetMapping("/metrics")
    @Open
    ResponseEntity<String> metrics(HttpServletRequest request) {
        if (!mayReadMetrics(request)) {
            throw ProblemException.of(401, "login-required");
        }
        return ResponseEntity.ok()
                .contentType(PROMETHEUS)
                .cacheControl(CacheControl.noStore())
                .body(metrics.getObject().text());
    }

    private boolean mayReadMetrics(HttpServletRequest request) {
        String token = services.settings().metrics().token();
        String header = request.getHeader("Authorization");
        if (token != null && header != null && header.startsWith("Bearer ")) {
            return MessageDigest.isEqual(
                    header.substring(7).getBytes(StandardCharsets.UTF_8),
                    token.getBytes(StandardCharsets.UTF_8));
        }
        try {
            return InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @GetMapping("/health")
    @Open
    ResponseEntity<Health> health() {
        List<String> failed = new ArrayList<>();
        try {
            // Straight to the database: what is remembered would say nothing.
            services.database().ping();
        } catch (DataAccessException e) {
            failed.add("database");
        }
        if (services.archive().disks().stream().allMatch(d -> d.state() == DiskState.FAILED)) {
            failed.add("archive");
        }
        return ResponseEntity.status(failed.isEmpty() ? 200 : 503)
                .cacheControl(CacheControl.noStore())
                .body(new Health(failed.isEmpty() ? "ok" : "failed", failed));
    }
}
