package org.haidang.server.web;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.haidang.server.engine.StreamName;
import org.haidang.server.web.programme.ProgrammeConfiguration;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.DeviceQuestions;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Problems;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.CacheControl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** The whole web layer, named piece by piece: nothing is searched for on the class path. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    DispatcherServletAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    MultipartAutoConfiguration.class,
    SecurityAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class,
    ServletWebSecurityAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
})
@Import({
    SecurityConfiguration.class,
    JettyConfiguration.class,
    ProblemAdvice.class,
    SessionController.class,
    MeController.class,
    PasskeyController.class,
    WallController.class,
    InvitationController.class,
    FacilityController.class,
    CameraController.class,
    CameraTestController.class,
    DeviceController.class,
    CameraDeviceController.class,
    BackfillController.class,
    CameraEventController.class,
    PtzController.class,
    RecordingSettingsController.class,
    ImportController.class,
    RecordingController.class,
    LiveController.class,
    EventController.class,
    SystemController.class,
    OpenIdController.class,
    PeopleController.class,
    RoleController.class,
    OrganisationController.class,
    AuditController.class,
    LinkController.class,
    ProgrammeConfiguration.class,
})
class WebConfiguration implements WebMvcConfigurer {
    /** Of one request; each route that takes files has its own, smaller limit and words for it. */
    private static final long MAX_UPLOAD_BYTES = 24L << 20;

    private final Gate gate;
    private final Services services;

    WebConfiguration(Gate gate, Services services) {
        this.gate = gate;
        this.services = services;
    }

    @Bean
    static Acts acts(Services services) {
        return new Acts(services);
    }

    @Bean
    static Gate gate(Services services) {
        return new Gate(services.rights(), services.registry());
    }

    @Bean
    static DeviceQuestions deviceQuestions(Services services, Acts acts) {
        return new DeviceQuestions(services, acts);
    }

    @Bean
    Problems problems(JsonMapper json) {
        return new Problems(json);
    }

    @Bean
    Entrance entrance(Services services, Acts acts, CookieCsrfTokenRepository csrfTokens) {
        return new Entrance(services, acts, csrfTokens);
    }

    @Bean
    CameraViews cameraViews(Services services, Gate gate) {
        return new CameraViews(services, gate);
    }

    @Bean
    SystemViews systemViews(Services services, Gate gate) {
        return new SystemViews(services, gate);
    }

    @Bean
    EventHub eventHub(Services services) {
        EventHub hub = new EventHub();
        services.engine().listen(hub::cameraState);
        services.alarms().listen(hub::system);
        services.rights()
                .listen(() -> {
                    hub.system();
                    // Each listener is told of what came into the scope, and that the rest is gone.
                    services.registry().all().forEach(camera -> hub.cameraState(camera.id()));
                    services.registry()
                            .facilities()
                            .forEach(facility -> hub.facilityChanged(facility.id()));
                    hub.beat();
                });
        services.registry().listen(hub);
        services.cameraDevices().listen(hub::cameraTouched);
        services.tiers().listenCameras(hub::cameraTouched);
        services.cameraEvents().listen(hub::cameraTouched);
        services.news().listen(hub);
        services.sessions().onEnd(hub::sessionEnded);
        return hub;
    }

    /** Made when somebody first asks: its libraries are a tenth of what a start loads. */
    @Bean
    @Lazy
    MetricsPage metricsPage(Services services, EventHub events) {
        return new MetricsPage(services, events);
    }

    @Bean
    MultipartConfigElement multipart() {
        // More is read than is taken: a browser that is cut off in mid-file shows a lost connection
        // instead
        // of the answer.
        return new MultipartConfigElement(
                System.getProperty("java.io.tmpdir"),
                MAX_UPLOAD_BYTES,
                MAX_UPLOAD_BYTES + 64 * 1_024,
                ImportController.MAX_FILE_BYTES);
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/vendor/**")
                .addResourceLocations("classpath:/static/vendor/")
                .setCacheControl(CacheControl.maxAge(1, TimeUnit.HOURS));
        registry.addResourceHandler("/**")
                .addResourceLocations("classpath:/static/")
                // Asked again each time, answered with 304: an update of the server is one of the
                // console.
                .setCacheControl(CacheControl.noCache());
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/").setViewName("forward:/index.html");
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(new StreamNames());
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(gate);
        if (services.settings().programme().exerciseTime() != null) {
            interceptors.addInterceptor(new ExerciseClock(services));
        }
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgument());
        resolvers.add(new LanguageArgument());
    }

    /** Tells the console how far the programme's clock is from the real one. */
    private record ExerciseClock(Services services) implements HandlerInterceptor {
        @Override
        public boolean preHandle(
                HttpServletRequest request, HttpServletResponse response, Object handler) {
            response.setHeader(
                    "Haidang-Exercise-Ms",
                    Long.toString(
                            services.programme().dispatches().now().toEpochMilli()
                                    - services.clock().millis()));
            return true;
        }
    }

    private static final class StreamNames implements Converter<String, StreamName> {
        @Override
        public StreamName convert(String text) {
            return switch (text) {
                case "main" -> StreamName.MAIN;
                case "sub" -> StreamName.SUB;
                default -> throw new IllegalArgumentException("stream " + text);
            };
        }
    }

    private static final class CallerArgument implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Caller.class;
        }

        @Override
        public @Nullable Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer mav,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binder) {
            Authentication who = SecurityContextHolder.getContext().getAuthentication();
            return who instanceof Caller ? who : null;
        }
    }

    private static final class LanguageArgument implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Language.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer mav,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binder) {
            HttpServletRequest servlet = request.getNativeRequest(HttpServletRequest.class);
            return servlet == null ? Language.VI : Problems.language(servlet);
        }
    }
}
