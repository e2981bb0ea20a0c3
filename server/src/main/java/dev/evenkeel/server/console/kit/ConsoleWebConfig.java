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

/// Web configuration of the console: Content Security Policy, compression and caching.
@Configuration(proxyBeanMethods = false)
public class ConsoleWebConfig implements WebMvcConfigurer {
    /* data: is required only by the small images in Tabler's stylesheet. */
    public static final String POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'";

    /* Excludes text/event-stream: events must not wait in the compressor's buffer. */
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

    /// Serves the paths that [AssetUrls] returns.
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
        /* Images and other files that documents reference, and the Markdown source. */
        registry.addResourceHandler("/docs/**")
                .addResourceLocations("classpath:/evenkeel-docs/")
                .setCacheControl(CacheControl.noCache());
    }

    /// Browsers request this path on pages without an icon link.
    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/favicon.ico", AssetUrls.localUrl("evenkeel.svg"));
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
