// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.openapi;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.EmbeddedValueResolver;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Writes the HTTP API reference as Markdown, and the summaries of operations. The build runs it; the server serves the
/// pages at `/docs`.
public final class ApiReferenceWriter {
    private static final String CONTROLLERS = "dev.evenkeel.server";

    private ApiReferenceWriter() {}

    /// Writes all pages.
    ///
    /// @param arguments root folder of the sources, and folder of the compiled classes
    /// @throws IOException when a file cannot be read or written
    public static void main(String[] arguments) throws IOException {
        Path classes = Path.of(arguments[1]);
        Properties summaries = JavadocSummaryReader.read(Path.of(arguments[0]));
        try (Writer out = Files.newBufferedWriter(classes.resolve(
                OperationSummaries.class.getPackageName().replace('.', '/') + "/" + OperationSummaries.RESOURCE))) {
            /* Properties.store would write the time. */
            for (Map.Entry<Object, Object> one : new TreeMap<>(summaries).entrySet()) {
                out.write(one.getKey() + "=" + one.getValue().toString().replace("\\", "\\\\") + "\n");
            }
        }
        Path pages = Files.createDirectories(classes.resolve("evenkeel-docs/api"));
        OpenApiDocumentBuilder document = new OpenApiDocumentBuilder(null, new OperationSummaries(summaries));
        mapControllers().getHandlerMethods().forEach(document::add);
        for (Map.Entry<String, String> page :
                new ApiReferenceBuilder(document.toJson()).build().entrySet()) {
            Files.writeString(pages.resolve(page.getKey() + ".md"), page.getValue());
        }
    }

    /// Maps the requests of all controllers without creating them.
    private static RequestMappingHandlerMapping mapControllers() {
        var context = new StaticWebApplicationContext();
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        for (BeanDefinition controller : scanner.findCandidateComponents(CONTROLLERS)) {
            controller.setLazyInit(true);
            context.registerBeanDefinition(Objects.requireNonNull(controller.getBeanClassName()), controller);
        }
        context.refresh();
        var mapping = new RequestMappingHandlerMapping();
        mapping.setApplicationContext(context);
        mapping.setEmbeddedValueResolver(new EmbeddedValueResolver(context.getBeanFactory()));
        mapping.afterPropertiesSet();
        return mapping;
    }
}
