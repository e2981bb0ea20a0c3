// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import dev.evenkeel.server.foundation.security.access.Caller;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/// Renders the view `name` with the compiled template `name.jte`.
///
/// Has precedence over Spring's resolvers, which would treat the view's name as a path and forward the request
/// in a circle.
@Component
public final class JteViewResolver implements ViewResolver, Ordered {
    private final TemplateEngine templates = createTemplateEngine();

    /// Creates an engine for the compiled templates of the console.
    public static TemplateEngine createTemplateEngine() {
        return TemplateEngine.createPrecompiled(
                Path.of(""), ContentType.Html, JteViewResolver.class.getClassLoader(), "dev.evenkeel.server.console");
    }

    @Override
    public @Nullable View resolveViewName(String name, Locale locale) {
        String template = name + ".jte";
        return templates.hasTemplate(template)
                ? (model, request, response) -> {
                    StringOutput html = new StringOutput();
                    CurrentUserHolder.runAs(
                            currentUser(request),
                            () -> templates.render(template, model == null ? Map.of() : Map.copyOf(model), html));
                    response.setContentType("text/html");
                    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
                    response.getWriter().write(html.toString());
                }
                : null;
    }

    private static String currentUser(HttpServletRequest request) {
        return Caller.findByRequest(request)
                .map(caller -> caller instanceof Caller.Actor actor ? actor.name() : "")
                .orElse("");
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
