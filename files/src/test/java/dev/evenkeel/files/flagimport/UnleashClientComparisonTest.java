// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagSnapshot;
import io.getunleash.DefaultUnleash;
import io.getunleash.Unleash;
import io.getunleash.UnleashContext;
import io.getunleash.util.UnleashConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Compares the evaluations of the Unleash client with those of the imported definition.
@Tag("long")
class UnleashClientComparisonTest {
    private static final int IDS = 10_000;
    private static final List<String> COUNTRIES = List.of("CH", "AT", "DE", "FR", "");
    private static final List<String> VERSIONS =
            List.of("1.4.0", "1.4.0-rc.1", "1.4.0-rc.10", "1.3.99", "2.0.0", "no version");

    /// Values that only one side might parse as a version or a number.
    private static final List<String> EDGE_CASE_VALUES = List.of(
            "1",
            "1.4",
            "1.4-rc.1",
            "v1.4.0",
            "V2.0.0",
            "1.4.0+b",
            "1.5.0+b",
            "2.0.0+b",
            "1.3.9+b",
            "1.4.0-01",
            "01.4.0",
            "1.4.0.0",
            " 1.4.0",
            "2",
            "v2",
            "",
            "42",
            " 42",
            "42 ",
            "\t42",
            "42\u00a0",
            "0x2a",
            "0X2A",
            "0b101010",
            "0o52",
            "4.2e1",
            "+42",
            "42.",
            ".5",
            "-0",
            "1_000",
            "9007199254740993");

    /// Flags with the same result for all contexts.
    private static final Set<String> CONSTANT_FLAGS = Set.of(
            "default-on",
            "no-strategies",
            "switched-off",
            "child-of-disabled",
            "flexible-none",
            "flexible-all",
            "flexible-all-at-random",
            "flexible-all-by-user",
            "in-no-country",
            "after",
            "before",
            "by-environment");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> servesSameVariantsAsUnleashClient() {
        String export = ExportSamples.read("unleash-client.json");
        var imported = FlagImport.convert(FlagExportFormat.UNLEASH, export, FlagImportOptions.NONE);
        assertThat(imported.isComplete()).as("%s", imported.report()).isTrue();
        var snapshot = FlagSnapshot.parse(imported.definition(), 1);
        Unleash unleash = unleash(export);
        List<ContextPair> contexts = contexts().stream().map(ContextPair::of).toList();
        return snapshot.flagKeys().stream()
                .map(flag -> dynamicTest(flag, () -> compare(flag, unleash, snapshot, contexts)));
    }

    private static void compare(String flag, Unleash unleash, FlagSnapshot snapshot, List<ContextPair> contexts) {
        long now = Instant.now().getEpochSecond();
        List<String> differences = new ArrayList<>();
        Set<String> answers = new HashSet<>();
        for (ContextPair context : contexts) {
            String theirs = unleash.isEnabled(flag, context.theirs)
                    ? unleash.getVariant(flag, context.theirs).getName()
                    : "not enabled";
            answers.add(theirs);
            String ours = importedResult(flag, snapshot, context.ours, now);
            if (!ours.equals(theirs)) {
                differences.add(context.fields + ": Unleash says " + theirs + ", imported " + ours);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(answers).as("different answers").hasSizeGreaterThan(CONSTANT_FLAGS.contains(flag) ? 0 : 1);
    }

    /// A context in the formats of both sides.
    private record ContextPair(Map<String, String> fields, UnleashContext theirs, EvaluationContext ours) {
        static ContextPair of(Map<String, String> fields) {
            Map<String, String> attributes = new LinkedHashMap<>(fields);
            String user = attributes.remove("userId");
            if (user != null) {
                attributes.put("targetingKey", user);
            }
            attributes.put("environment", "production");
            attributes.put("appName", "billing");
            return new ContextPair(fields, unleashContext(fields), EvaluationContext.of(attributes));
        }
    }

    /// The result of the imported flag, as the Unleash client names it.
    private static String importedResult(String flag, FlagSnapshot snapshot, EvaluationContext context, long now) {
        var evaluation = snapshot.evaluate(flag, context, now);
        assertThat(evaluation.errorCode()).isNull();
        String off = flag.equals("variants-called-on-and-off") ? "off_" : "off";
        String variant = Optional.ofNullable(evaluation.variant()).orElse(off);
        if (variant.equals(off)) {
            return "not enabled";
        }
        boolean bare = variant.equals("on") && !flag.equals("variants-called-on-and-off");
        return bare ? "disabled" : variant;
    }

    private static UnleashContext unleashContext(Map<String, String> fields) {
        var context = UnleashContext.builder().environment("production");
        fields.forEach((name, value) -> {
            switch (name) {
                case "userId" -> context.userId(value);
                case "sessionId" -> context.sessionId(value);
                case "remoteAddress" -> context.remoteAddress(value);
                default -> context.addProperty(name, value);
            }
        });
        return context.build();
    }

    /// Contexts with all attributes of the export, with IDs only, and some without one of the two.
    private static List<Map<String, String>> contexts() {
        List<Map<String, String>> contexts = new ArrayList<>();
        for (int i = 0; i < IDS; i++) {
            Map<String, String> full = new LinkedHashMap<>();
            full.put("userId", "user-" + i);
            full.put("sessionId", "session-" + i * 31L);
            full.put(
                    "remoteAddress",
                    List.of("10.1." + i % 250 + ".1", "192.168.7." + i % 12, "172.16.4.9", "10.10.0.1")
                            .get(i % 4));
            full.put("country", COUNTRIES.get(i % COUNTRIES.size()));
            full.put("plan", i % 3 == 0 ? "trial" : "paid");
            full.put("tenant", "tenant-" + i % 500);
            full.put("email", "user-" + i + (i % 2 == 0 ? "@acme.test" : "@example.ch"));
            full.put("age", i % 7 == 0 ? "42.0" : Integer.toString(i % 90 - 10));
            full.put("appVersion", VERSIONS.get(i % VERSIONS.size()));
            contexts.add(full);
        }
        for (int i = 0; i < 1_000; i++) {
            contexts.add(Map.of("userId", "größe-" + i + "-日本", "tenant", "t" + i));
            contexts.add(Map.of("sessionId", "only-" + i, "tenant", "t" + i, "age", "not a number"));
        }
        for (int i = 0; i < EDGE_CASE_VALUES.size(); i++) {
            String value = EDGE_CASE_VALUES.get(i);
            contexts.add(Map.of("userId", "odd-" + i, "tenant", "odd", "appVersion", value, "age", value));
        }
        return contexts;
    }

    private Unleash unleash(String export) {
        var config = UnleashConfig.builder()
                .appName("billing")
                .instanceId("test")
                .unleashAPI("http://127.0.0.1:9/api")
                .backupFile(folder.resolve("backup.json").toString())
                .disablePolling()
                .disableMetrics()
                .toggleBootstrapProvider(() -> Optional.of(export))
                .build();
        return new DefaultUnleash(config);
    }
}
