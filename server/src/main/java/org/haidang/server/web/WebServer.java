package org.haidang.server.web;

import java.util.Map;
import org.haidang.server.web.request.Services;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The running web layer. */
public final class WebServer implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final int port;

    private WebServer(ConfigurableApplicationContext context, int port) {
        this.context = context;
        this.port = port;
    }

    /** Starts; throws when the port is taken. */
    public static WebServer start(Services services) {
        SpringApplication application = new SpringApplication(WebConfiguration.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        // The one who started the program stops its parts in order.
        application.setRegisterShutdownHook(false);
        application.setAddCommandLineProperties(false);
        application.setDefaultProperties(
                Map.of(
                        "spring.main.lazy-initialization", "false",
                        "spring.jackson.deserialization.fail-on-unknown-properties", "true",
                        "spring.jmx.enabled", "false"));
        application.addInitializers(
                context -> context.getBeanFactory().registerSingleton("services", services));
        ConfigurableApplicationContext context = application.run();
        int port =
                context instanceof ServletWebServerApplicationContext web
                                && web.getWebServer() != null
                        ? web.getWebServer().getPort()
                        : -1;
        return new WebServer(context, port);
    }

    public int port() {
        return port;
    }

    /** The context, for the test that compares routes with the contract. */
    ConfigurableApplicationContext context() {
        return context;
    }

    @Override
    public void close() {
        // Readers of events would wait for their next heartbeat.
        context.getBean(EventHub.class).closeAll();
        context.close();
    }
}
