// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.sdk.EvenkeelConfig;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// The Spring properties match the SDK's configuration.
class EvenkeelPropertiesTest {
    private static EvenkeelProperties bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("evenkeel", EvenkeelProperties.class);
    }

    @Test
    void defaultsMatchSdkDefaults() {
        Map<String, String> least = Map.of("evenkeel.server", "https://flags.example.com", "evenkeel.sdk-key", "k");
        EvenkeelConfig sdk = EvenkeelConfig.builder(URI.create("https://flags.example.com"), "k")
                .build();
        assertThat(bound(least).toConfig(null)).usingRecursiveComparison().isEqualTo(sdk);
    }

    @Test
    void exposesEverySdkSettingWithDescription() throws IOException {
        String metadata = metadata();
        assertThat(settings())
                .hasSizeGreaterThan(7)
                .allSatisfy(setting -> assertThat(metadata)
                        .containsPattern("\"name\": \"evenkeel\\." + kebab(setting)
                                + "\",\\s+\"type\": \"java[.a-zA-Z]+\",\\s+\"description\": \"[A-Z]"));
    }

    @Test
    void omitsKeyFromToString() {
        EvenkeelProperties properties =
                bound(Map.of("evenkeel.server", "http://127.0.0.1", "evenkeel.sdk-key", "a-secret"));
        assertThat(properties.toString()).contains("http://127.0.0.1").doesNotContain("a-secret");
    }

    private static Stream<String> settings() {
        return Stream.concat(
                Stream.of("server", "sdkKey"),
                Arrays.stream(EvenkeelConfig.Builder.class.getDeclaredMethods())
                        .filter(method -> method.getReturnType().equals(EvenkeelConfig.Builder.class))
                        .filter(method -> !method.getName().equals("callStartListener"))
                        .map(Method::getName));
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String metadata() throws IOException {
        try (InputStream file =
                EvenkeelProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            assertThat(file).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
