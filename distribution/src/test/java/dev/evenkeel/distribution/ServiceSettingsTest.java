// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.docs.GeneratedDocRegion;
import dev.evenkeel.sdk.EvenkeelConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// docs/reference/configuration.md says of every property of the starter what the starter's metadata
/// says, which its compilation makes of the code.
final class ServiceSettingsTest {
    /* Those of the starter and not of the SDK. */
    private static final List<String> STARTERS_OWN =
            List.of("evenkeel.enabled", "evenkeel.shadow.block-outbound", "evenkeel.shadow.allowed-destinations");
    /* The end of the builder, and what an application gives as a bean. */
    private static final List<String> NO_PROPERTIES = List.of("build", "callStartListener");

    private static Map<String, JsonNode> properties() throws IOException {
        Map<String, JsonNode> properties = new TreeMap<>();
        for (URL file : Collections.list(ServiceSettingsTest.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream in = file.openStream()) {
                new JsonMapper().readTree(in).path("properties").forEach(property -> {
                    if (property.path("name").asString().startsWith("evenkeel.")) {
                        properties.put(property.path("name").asString(), property);
                    }
                });
            }
        }
        return properties;
    }

    @Test
    void theReferenceTellsOfEveryProperty() throws IOException {
        String rows = properties().entrySet().stream()
                .map(property -> row(property.getKey(), property.getValue()))
                .collect(Collectors.joining());
        new GeneratedDocRegion("reference/configuration.md", "services")
                .assertUpToDate("| property | variable | what | without it |\n|---|---|---|---|\n" + rows);
    }

    /* Spring leaves dashes out of the names of variables. */
    private static String row(String name, JsonNode property) {
        String variable = name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
        String words = property.path("description").asString("");
        assertThat(words).as(name + " is explained").isNotBlank();
        return "| `" + name + "` | `" + variable + "` | " + words.replace("|", "\\|") + " | "
                + without(property.path("defaultValue")) + " |\n";
    }

    private static String without(JsonNode value) {
        return value.isMissingNode() || value.isArray() ? "-" : value.asString();
    }

    @Test
    void everySettingOfTheSdkIsAProperty() throws IOException {
        List<String> settings = Arrays.stream(EvenkeelConfig.Builder.class.getMethods())
                .filter(method -> method.getDeclaringClass() == EvenkeelConfig.Builder.class)
                .map(method -> method.getName())
                .filter(name -> !NO_PROPERTIES.contains(name))
                .map(name -> "evenkeel." + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        assertThat(settings).contains("evenkeel.start-timeout");
        List<String> more = new ArrayList<>(settings);
        more.addAll(List.of("evenkeel.server", "evenkeel.sdk-key"));
        more.addAll(STARTERS_OWN);
        assertThat(properties().keySet()).containsExactlyInAnyOrderElementsOf(more);
    }
}
