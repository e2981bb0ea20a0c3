// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.docs.GeneratedDocRegion;
import dev.evenkeel.server.foundation.config.EffectiveSetting.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/reference/configuration.md says of every option, variable and bound what the server says.
final class ConfigurationReferenceTest {
    private static final String OF_THE_LAUNCHERS = "EVENKEEL_JAVA_OPTIONS";
    private static final Pattern OPTION = Pattern.compile("^ {2}(--[a-z-]+)( [A-Z]\\S*)? +(\\S.*)$");
    /* It stands in a column of its own. */
    private static final Pattern DEFAULT = Pattern.compile(" \\(default:? [^:;()]*\\)");
    private static final Map<Topic, String> TITLES = new EnumMap<>(Map.of(
            Topic.SERVER, "Server and storage",
            Topic.ACCESS, "Authentication",
            Topic.OUTGOING, "Outgoing connections",
            Topic.RETENTION, "Data retention",
            Topic.AUDIT, "Audit log"));

    /// An option as `serve --help` tells of it.
    private record Told(String option, String value, String words) {}

    /* The lines below an option go on with what is said of it, up to the next one. */
    private static Map<String, Told> told() {
        Map<String, Told> told = new LinkedHashMap<>();
        String last = "";
        for (String line : ServerCommandLineParser.USAGE.lines().toList()) {
            Matcher option = OPTION.matcher(line);
            if (option.matches()) {
                last = option.group(1);
                String value = option.group(2) == null ? "" : option.group(2);
                told.put(last, new Told(last, value, option.group(3)));
            } else if (line.isBlank()) {
                last = "";
            } else {
                told.computeIfPresent(
                        last, (name, before) -> new Told(name, before.value(), before.words() + " " + line.strip()));
            }
        }
        return told;
    }

    private static List<EffectiveSetting> settings() {
        return EffectiveSetting.listAll(ServerCommandLineParser.parse(List.of(), Map.of()));
    }

    @Test
    void helpAndThePageOfSettingsTellOfTheSameOptions() {
        List<String> options = settings().stream()
                .map(EffectiveSetting::option)
                .filter(option -> option.startsWith("--"))
                .toList();
        assertThat(told().keySet())
                .containsAll(options)
                .hasSize(options.size() + 1)
                .contains("--help");
    }

    @Test
    void theReferenceTellsOfEveryOption() throws IOException {
        Map<String, Told> told = told();
        StringBuilder page = new StringBuilder();
        for (Topic topic : Topic.values()) {
            page.append("### ")
                    .append(TITLES.get(topic))
                    .append("\n\n| option | description | default |\n|---|---|---|\n");
            settings().stream()
                    .filter(setting -> setting.topic() == topic && told.containsKey(setting.option()))
                    .forEach(setting -> page.append(row(Objects.requireNonNull(told.get(setting.option())), setting)));
            page.append('\n');
        }
        new GeneratedDocRegion("reference/configuration.md", "serve").assertUpToDate(page.toString());
    }

    private static String row(Told told, EffectiveSetting setting) {
        String plain = DEFAULT.matcher(told.words()).replaceAll("");
        String words = plain.replaceFirst("^(.)", plain.substring(0, 1).toUpperCase(Locale.ROOT));
        return "| `" + told.option() + told.value().replace("|", "\\|") + "` | " + escaped(words) + " | "
                + escaped(setting.value().replace('\u00a0', ' ')) + " |\n";
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\*<\\[\\]|])", "\\\\$1");
    }

    @Test
    void theReferenceTellsOfEveryVariable() throws IOException {
        List<String> variables = List.of(
                EncryptionKeyOptions.ENVIRONMENT_VARIABLE,
                OidcOptions.CLIENT_SECRET_VARIABLE,
                PrometheusOptions.TOKEN,
                PrometheusOptions.USER,
                PrometheusOptions.PASSWORD,
                PrometheusOptions.TENANT,
                OtlpOptions.ENDPOINT,
                OtlpOptions.HEADERS,
                OtlpOptions.INTERVAL,
                OtlpOptions.SERVICE);
        assertThat(ServerCommandLineParser.USAGE).contains(variables);
        String page = Files.readString(Path.of("..", "docs", "reference", "configuration.md"));
        page = page.substring(0, page.indexOf("## Bounds"));
        assertThat(page.lines().filter(line -> line.startsWith("| `EVENKEEL_") || line.startsWith("| `OTEL_")))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(variables.stream(), Stream.of(OF_THE_LAUNCHERS))
                        .toList());
    }

    @Test
    void theReferenceTellsOfEveryBoundThatCanBeSet() throws IOException {
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
