// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.foundation.config.ServerCommandLineParser;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;

/// What manifests may say about the server: its environment variables and its health endpoints.
final class ServerVariables {
    private static final Path REFERENCE = Path.of("..", "docs", "reference", "configuration.md");
    private static final Pattern OPTION = Pattern.compile("--([a-z-]+) [A-Z]");
    private static final Pattern VARIABLE = Pattern.compile("\\| `(EVENKEEL_[A-Z_]+)` \\|");
    /* Read by the JDBC driver. */
    private static final Set<String> OF_OTHERS = Set.of("PGPASSFILE");
    /* Options that the server does not have yet. */
    private static final Set<String> PENDING = Set.of("trusted-proxy");

    private ServerVariables() {}

    private static String option(String variable) {
        return variable.replaceFirst("^EVENKEEL_", "").toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    /// Checks that the server knows every variable and accepts its value, and returns the options that result.
    static ServerStartOptions parse(Map<String, String> variables) throws IOException {
        Set<String> options = found(OPTION, ServerCommandLineParser.USAGE);
        Set<String> documented = found(VARIABLE, Files.readString(REFERENCE));
        assertThat(options).contains("database-url", "public-url");
        assertThat(documented).contains("EVENKEEL_OIDC_CLIENT_SECRET");
        List<String> arguments = new ArrayList<>();
        variables.forEach((name, value) -> {
            if (options.contains(option(name))) {
                arguments.add("--" + option(name) + "=" + value);
            } else if (!OF_OTHERS.contains(name) && !PENDING.contains(option(name))) {
                assertThat(documented).contains(name);
            }
        });
        return ServerCommandLineParser.parse(arguments, Map.of());
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
