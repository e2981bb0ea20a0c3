// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Compression;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;

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
        /* Files in a package have the same date in each version. */
        registry.addResourceHandler("/docs/**")
                .addResourceLocations("classpath:/evenkeel-docs/")
                .setCacheControl(CacheControl.noCache())
                .setUseLastModified(false)
                .setEtagGenerator(ConsoleWebConfig::entityTag)
                .resourceChain(false)
                .addResolver(new DocResourceResolver());
    }

    /* Tomcat does not compress a response with a strong entity tag. */
    private static String entityTag(Resource file) {
        try {
            return "W/\"" + DigestUtils.md5DigestAsHex(file.getContentAsByteArray()) + "\"";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Browsers request the first path on pages without an icon link.
    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/favicon.ico", AssetUrls.localUrl("evenkeel.svg"));
        registry.addViewController("/docs").setViewName("forward:/docs/index");
    }

    /// Does not log methods that a path does not support.
    @Override
    public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        for (HandlerExceptionResolver resolver : resolvers) {
            if (resolver instanceof DefaultHandlerExceptionResolver logging) {
                logging.setWarnLogCategory("");
            }
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new SecurityHeadersInterceptor())
                .excludePathPatterns("/api/**", "/sdk/**", "/ofrep/**", "/flagd/**");
    }

    /// Resolves the path of a documentation page, which has no extension, to its file.
    private static final class DocResourceResolver extends PathResourceResolver {
        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            Resource page = super.getResource(path + ".html", location);
            return page == null ? super.getResource(path, location) : page;
        }
    }

    private static final class SecurityHeadersInterceptor implements HandlerInterceptor {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            response.setHeader("Content-Security-Policy", POLICY);
            return true;
        }
    }
}
