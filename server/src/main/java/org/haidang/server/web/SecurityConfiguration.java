package org.haidang.server.web;

import jakarta.servlet.DispatcherType;
import java.util.Map;
import org.haidang.server.settings.Settings;
import org.haidang.server.web.request.Problems;
import org.haidang.server.web.request.Services;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may ask for what, and what every answer says to the browser. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src"
                    + " 'self'; script-src 'self'; connect-src 'self'; frame-ancestors 'none';"
                    + " base-uri 'none'; object-src 'none'; form-action 'self'";

    /** Said also where no filter runs. */
    static final Map<String, String> ALWAYS =
            Map.of(
                    "Content-Security-Policy",
                    CONTENT_SECURITY_POLICY,
                    "Cross-Origin-Opener-Policy",
                    "same-origin",
                    "Cross-Origin-Resource-Policy",
                    "same-origin",
                    "Referrer-Policy",
                    "no-referrer",
                    "X-Content-Type-Options",
                    "nosniff",
                    "X-Frame-Options",
                    "DENY");

    @Bean
    CookieCsrfTokenRepository csrfTokens(Services services) {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict").secure(services.secure()));
        return tokens;
    }

    @Bean
    SecurityFilterChain chain(
            HttpSecurity http,
            Services services,
            Problems problems,
            CookieCsrfTokenRepository csrfTokens) {
        http.sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(c -> c.requireExplicitSave(true))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                // spa() first: it brings its own repository, which the next call replaces. Without
                // a strategy
                // each request would count as a login and get a new token, which parallel ones
                // would lose.
                .csrf(csrf ->
                        csrf.spa()
                                // No page makes a browser send this header to us by itself.
                                .ignoringRequestMatchers(SessionFilter::byToken)
                                .csrfTokenRepository(csrfTokens)
                                .sessionAuthenticationStrategy(
                                        new NullAuthenticatedSessionStrategy()))
                .addFilterBefore(
                        new SessionFilter(services.sessions(), services.tokens(), problems),
                        AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests ->
                        requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(
                                        "/api/v1/session",
                                        "/api/v1/session/second-factor",
                                        "/api/v1/session/providers",
                                        "/api/v1/session/passkey",
                                        "/api/v1/session/passkey/options",
                                        "/api/v1/setup",
                                        "/api/v1/invitation",
                                        "/api/v1/wall/link",
                                        "/api/v1/wall/claim",
                                        "/api/v1/wall/challenge",
                                        "/api/v1/wall/proof",
                                        "/api/v1/contact-entry",
                                        "/api/v1/openapi.yaml")
                                .permitAll()
                                .requestMatchers("/api/**")
                                .authenticated()
                                .anyRequest()
                                .permitAll())
                .exceptionHandling(e ->
                        e.authenticationEntryPoint((request, response, failure) ->
                                        problems.write(request, response, 401, "login-required"))
                                .accessDeniedHandler((request, response, failure) ->
                                        problems.write(
                                                request,
                                                response,
                                                403,
                                                failure instanceof CsrfException
                                                        ? "csrf"
                                                        : "forbidden")))
                .headers(headers ->
                        headers.httpStrictTransportSecurity(hsts -> strictTransport(hsts, services))
                                .contentSecurityPolicy(
                                        csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                                .referrerPolicy(r -> r.policy(ReferrerPolicy.NO_REFERRER))
                                .crossOriginOpenerPolicy(
                                        c -> c.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                                .crossOriginResourcePolicy(
                                        c -> c.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                                .permissionsPolicyHeader(p ->
                                        p.policy(
                                                "camera=(), microphone=(),"
                                                        + " geolocation=(),"
                                                        + " payment=()")));
        return http.build();
    }

    /**
     * A browser that was told to insist on TLS lets nobody past a self-signed certificate, so only
     * a real one may say it.
     */
    private static void strictTransport(
            HeadersConfigurer<HttpSecurity>.HstsConfig hsts, Services services) {
        if (services.settings().tls().mode() == Settings.TlsMode.FILES) {
            hsts.includeSubDomains(false);
        } else {
            hsts.disable();
        }
    }
}
