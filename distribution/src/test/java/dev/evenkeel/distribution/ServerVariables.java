// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.foundation.config.ServerCommandLineParser;
import dev.evenkeel.server.foundation.config.ServerOption;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;

/// What manifests may say about the server: its environment variables and its health endpoints.
final class ServerVariables {
    private static final Path REFERENCE = Path.of("..", "docs", "reference", "configuration.md");
    private static final Pattern VARIABLE = Pattern.compile("\\| `(EVENKEEL_[A-Z_]+)` \\|");
    /* Read by the JDBC driver. */
    private static final Set<String> OF_OTHERS = Set.of("PGPASSFILE");

    private ServerVariables() {}

    /// Checks that the server knows every variable and accepts its value, and returns the options that result.
    static ServerStartOptions parse(Map<String, String> variables) throws IOException {
        Set<String> known = Stream.of(
                        Arrays.stream(ServerOption.values()).map(ServerOption::variable),
                        VARIABLE.matcher(Files.readString(REFERENCE)).results().map(match -> match.group(1)),
                        OF_OTHERS.stream())
                .flatMap(names -> names)
                .collect(Collectors.toSet());
        assertThat(known).contains("EVENKEEL_DATABASE_URL").containsAll(variables.keySet());
        return ServerCommandLineParser.parse(List.of(), variables);
    }

    /// Returns the paths of the server's health endpoints.
    static Set<String> healthPaths() throws ClassNotFoundException {
        Class<?> controller = Class.forName("dev.evenkeel.server.foundation.monitoring.HealthController");
        return Arrays.stream(controller.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(GetMapping.class))
                .flatMap((Method method) ->
                        Arrays.stream(method.getAnnotation(GetMapping.class).value()))
                .collect(Collectors.toSet());
    }
}
