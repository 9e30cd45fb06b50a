package org.haidang.server.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee11.websocket.server.JettyWebSocketServerContainer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.haidang.server.certificate.Certificates;
import org.haidang.server.settings.AddressRange;
import org.haidang.server.settings.Settings;
import org.haidang.server.web.request.Services;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.web.server.Ssl;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Jetty: its threads, its port, its TLS, whose forwarding headers it believes. */
@Configuration(proxyBeanMethods = false)
class JettyConfiguration {
    /** Selectors, acceptor and scheduler; requests run on virtual threads. */
    private static final int MAX_PLATFORM_THREADS = 40;

    private static final int MAX_CONNECTIONS = 4_096;

    /** Files and what is around them; what is not multipart is cut off sooner. */
    private static final long MAX_BODY_BYTES = 25L << 20;

    private static final Duration WEBSOCKET_IDLE = Duration.ofSeconds(60);

    @Bean
    JettyServletWebServerFactory jetty(Services services) {
        Settings settings = services.settings();
        JettyServletWebServerFactory factory =
                new JettyServletWebServerFactory(settings.http().port());
        factory.setAddress(new InetSocketAddress(settings.http().bind(), 0).getAddress());
        factory.setThreadPool(threads());
        factory.setMaxConnections(MAX_CONNECTIONS);
        factory.setRegisterDefaultServlet(false);
        factory.addConfigurations(new WebSockets());
        tls(factory, services);
        factory.addServerCustomizers(server -> customize(server, settings));
        return factory;
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_PLATFORM_THREADS, 4);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("http-v-", 0).factory()));
        return threads;
    }

    private static void tls(JettyServletWebServerFactory factory, Services services) {
        if (services.settings().tls().mode() == Settings.TlsMode.OFF) {
            return;
        }
        Certificates.Files files = Certificates.files(services.settings());
        PemSslStoreDetails details =
                PemSslStoreDetails.forCertificate(files.certificate().toUri().toString())
                        .withPrivateKey(files.key().toUri().toString());
        DefaultSslBundleRegistry bundles =
                new DefaultSslBundleRegistry(
                        "server", SslBundle.of(new PemSslStoreBundle(details, null)));
        factory.setSslBundles(bundles);
        factory.setSsl(Ssl.forBundle("server"));
    }

    private static void customize(Server server, Settings settings) {
        server.insertHandler(new SmallBodies());
        server.insertHandler(new SizeLimitHandler(MAX_BODY_BYTES, -1));
        server.setErrorHandler(JettyConfiguration::refuse);
        List<AddressRange> proxies =
                settings.http().trustedProxies().stream().map(AddressRange::parse).toList();
        for (Connector connector : server.getConnectors()) {
            for (var factory : connector.getConnectionFactories()) {
                if (factory instanceof SslConnectionFactory ssl) {
                    server.addBean(
                            new CertificateWatch(
                                    () -> Certificates.files(settings),
                                    ssl.getSslContextFactory()));
                }
                if (factory instanceof HttpConnectionFactory http) {
                    HttpConfiguration configuration = http.getHttpConfiguration();
                    configuration.setSendServerVersion(false);
                    if (!proxies.isEmpty()) {
                        configuration.addCustomizer(forwarded(proxies));
                    }
                }
            }
        }
    }

    /**
     * What Jetty or the firewall refuses before any filter ran: short, and under the same rules.
     */
    private static boolean refuse(Request request, Response response, Callback callback) {
        HttpFields.Mutable headers = response.getHeaders();
        SecurityConfiguration.ALWAYS.forEach(headers::put);
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
        Content.Sink.write(
                response, true, HttpStatus.getMessage(response.getStatus()) + "\n", callback);
        return true;
    }

    /**
     * Believes X-Forwarded headers of declared proxies only: from anybody else they are lies. A
     * proxy adds to what it was sent, so of the addresses only the last that is no proxy's counts:
     * those before it, and the header of RFC 7239 that few proxies write, are the client's own
     * words.
     */
    private static HttpConfiguration.Customizer forwarded(List<AddressRange> proxies) {
        ForwardedRequestCustomizer customizer = new ForwardedRequestCustomizer();
        return (request, headers) -> {
            SocketAddress remote = request.getConnectionMetaData().getRemoteSocketAddress();
            InetAddress address =
                    remote instanceof InetSocketAddress inet ? inet.getAddress() : null;
            if (address == null || !within(proxies, address)) {
                return request;
            }
            HttpFields.Mutable told = HttpFields.build(request.getHeaders());
            told.remove(HttpHeader.FORWARDED);
            List<String> addresses =
                    told.getCSV(HttpHeader.X_FORWARDED_FOR, false).stream()
                            .filter(one -> !one.isBlank())
                            .toList();
            if (!addresses.isEmpty()) {
                told.put(HttpHeader.X_FORWARDED_FOR, client(addresses, proxies));
            }
            HttpFields believed = told.asImmutable();
            return customizer.customize(
                    new Request.Wrapper(request) {
                        @Override
                        public HttpFields getHeaders() {
                            return believed;
                        }
                    },
                    headers);
        };
    }

    private static String client(List<String> addresses, List<AddressRange> proxies) {
        for (String one : addresses.reversed()) {
            try {
                if (!within(proxies, InetAddress.ofLiteral(one.strip()))) {
                    return one;
                }
            } catch (IllegalArgumentException e) {
                return one;
            }
        }
        return addresses.getFirst();
    }

    private static boolean within(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** Jetty's own WebSockets, without the search for annotated endpoints. */
    private static final class WebSockets
            extends org.eclipse.jetty.ee11.webapp.AbstractConfiguration {
        WebSockets() {
            super(new Builder());
        }

        @Override
        public void configure(org.eclipse.jetty.ee11.webapp.WebAppContext context) {
            WebSocketServerComponents.ensureWebSocketComponents(
                    context.getServer(), context.getContext().getContextHandler());
            JettyWebSocketServerContainer container =
                    JettyWebSocketServerContainer.ensureContainer(context.getServletContext());
            container.setIdleTimeout(WEBSOCKET_IDLE);
            context.setErrorHandler(JettyConfiguration::refuse);
        }
    }
}
