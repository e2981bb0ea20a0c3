// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Compression;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// What browsers may do with the pages, and how long they may keep the files.
@Configuration(proxyBeanMethods = false)
public class ConsoleWebConfig implements WebMvcConfigurer {
    /* data: only for the small drawings inside Tabler's stylesheet. */
    public static final String POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'";

    /* Not text/event-stream: an event must not wait for the compressor's buffer. */
    private static final String[] COMPRESSED = {
        "text/html", "text/css", "text/javascript", "image/svg+xml", "application/json"
    };

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> compression() {
        Compression compression = new Compression();
        compression.setEnabled(true);
        compression.setMimeTypes(COMPRESSED);
        return factory -> factory.setCompression(compression);
    }

    /// The addresses that [AssetUrls] gives out.
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        CacheControl forEver =
                CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
        registry.addResourceHandler("/assets/webjars/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/")
                .setCacheControl(forEver);
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/")
                .setCacheControl(forEver);
        /* What documents show and lead to, and themselves as they were written. */
        registry.addResourceHandler("/docs/**")
                .addResourceLocations("classpath:/evenkeel-docs/")
                .setCacheControl(CacheControl.noCache());
    }

    /// Browsers ask for it on pages that name no icon.
    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/favicon.ico", AssetUrls.own("evenkeel.svg"));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new SecurityHeadersInterceptor())
                .excludePathPatterns("/api/**", "/sdk/**", "/ofrep/**", "/flagd/**");
    }

    private static final class SecurityHeadersInterceptor implements HandlerInterceptor {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            response.setHeader("Content-Security-Policy", POLICY);
            return true;
        }
    }
}
