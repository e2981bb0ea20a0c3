// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.docs.GeneratedDocRegion;
import dev.evenkeel.server.foundation.config.ServerOption.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/reference/configuration.md describes every option, environment variable and limit of the server.
final class ConfigurationReferenceTest {
    private static final List<String> OF_THE_LAUNCHERS = List.of("EVENKEEL_STARTUP_CACHE", "EVENKEEL_JAVA_OPTIONS");

    @Test
    void referenceListsEveryOption() throws IOException {
        StringBuilder page = new StringBuilder();
        for (Topic topic : Topic.values()) {
            page.append("### ").append(topic.title()).append("\n\n| option | description | default |\n|---|---|---|\n");
            topic.options().forEach(option -> page.append(row(option)));
            page.append('\n');
        }
        new GeneratedDocRegion("reference/configuration.md", "serve").assertUpToDate(page.toString());
    }

    private static String row(ServerOption option) {
        return "| `" + option.label().replace("|", "\\|") + "` | " + escaped(option.description()) + " | "
                + escaped(EffectiveSetting.formatDefault(option).replace('\u00a0', ' ')) + " |\n";
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\*<\\[\\]|])", "\\\\$1");
    }

    @Test
    void referenceListsEveryEnvironmentVariable() throws IOException {
        List<String> ofTheServer =
                List.of(OtlpOptions.ENDPOINT, OtlpOptions.HEADERS, OtlpOptions.INTERVAL, OtlpOptions.SERVICE);
        assertThat(ServerUsageText.format()).contains(ofTheServer);
        String page = Files.readString(Path.of("..", "docs", "reference", "configuration.md"));
        page = page.substring(page.indexOf("## Environment variables"), page.indexOf("## Bounds"));
        assertThat(page.lines().filter(line -> line.startsWith("| `EVENKEEL_") || line.startsWith("| `OTEL_")))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .containsExactlyInAnyOrderElementsOf(Stream.of(OF_THE_LAUNCHERS, ofTheServer)
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void referenceListsEveryConfigurableLimit() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/application.properties"))) {
            properties.load(in);
        }
        Map<String, String> bounds = new TreeMap<>();
        properties.forEach((name, value) -> {
            if (name.toString().startsWith("evenkeel.")) {
                bounds.put(name.toString(), value.toString());
            }
        });
        String rows = bounds.entrySet().stream()
                .map(bound -> "| `" + variable(bound.getKey()) + "` | `" + bound.getKey() + "` | " + bound.getValue()
                        + " |\n")
                .collect(Collectors.joining());
        new GeneratedDocRegion("reference/configuration.md", "bounds")
                .assertUpToDate("| variable | system property | default |\n|---|---|---|\n" + rows);
    }

    private static String variable(String property) {
        return property.replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
