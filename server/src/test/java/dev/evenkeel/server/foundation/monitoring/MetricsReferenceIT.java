// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.docs.GeneratedDocRegion;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.database.maintenance.QuarantinedRowRepository;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// docs/reference/metrics.md describes every metric that `/metrics` of a busy server exports.
final class MetricsReferenceIT {
    private static final Pattern HELP = Pattern.compile("(?m)^# HELP (evenkeel_\\S+) (.*)$");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (evenkeel_\\S+) (\\S+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(evenkeel_[a-z_]+)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");
    private static final Pattern NAME =
            Pattern.compile("(?s)(?:[bB]uilder\\(|[A-Z]+ =)\\s*\"(evenkeel(?:\\.[a-z]+)+)\"");

    @Test
    void referenceListsEveryMetric(@TempDir Path folder) throws IOException {
        try (TestServer server = TestServer.start(
                "--audit-head-file", folder.resolve("heads.jsonl").toString(), "--data", folder.toString())) {
            startRolloutOnHold(server);
            Set<String> declared = metricNamesInSources();
            assertThat(declared).hasSizeGreaterThan(15);
            await("every metric that is in the code")
                    .atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(names(scrape(server))).containsAll(declared));
            new GeneratedDocRegion("reference/metrics.md", "metrics").assertUpToDate(table(scrape(server)));
        }
    }

    private static void startRolloutOnHold(TestServer server) {
        RolloutScene rolloutScene = new RolloutScene(server);
        String id = rolloutScene.startRunning(rolloutScene.service("one", 1));
        server.post("/api/v1/environments/default/releases/pause", Json.of("{'reason':'it holds'}"));
        rolloutScene.awaitRollout(
                id, seen -> seen.get("holdReason").asString("").equals("GATES"));
        server.bean(QuarantinedRowRepository.class).insert("outcome_minute", "default", "a test", Map.of());
    }

    private static String scrape(TestServer server) {
        return server.get("/metrics").body();
    }

    private static Set<String> names(String scrape) {
        return HELP.matcher(scrape)
                .results()
                .map(match -> match.group(1).replaceFirst("_total$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /* Names of meters in the sources, converted to Prometheus names. */
    private static Set<String> metricNamesInSources() throws IOException {
        Set<String> declared = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                if (source.contains("import io.micrometer.core.instrument.MeterRegistry;")) {
                    NAME.matcher(source)
                            .results()
                            .map(match -> match.group(1).replace('.', '_'))
                            .forEach(declared::add);
                }
            }
        }
        return declared;
    }

    private static String table(String scrape) {
        Map<String, String> types = TYPE.matcher(scrape)
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
        Map<String, Set<String>> labels = new TreeMap<>();
        SAMPLE.matcher(scrape)
                .results()
                .forEach(sample -> labels.computeIfAbsent(sample.group(1), name -> new TreeSet<>())
                        .addAll(LABEL.matcher(sample.group(2))
                                .results()
                                .map(match -> match.group(1))
                                .toList()));
        return "| metric | type | unit | labels | what it says |\n|---|---|---|---|---|\n"
                + HELP.matcher(scrape)
                        .results()
                        .map(help -> row(help, types, labels.getOrDefault(help.group(1), Set.of())))
                        .sorted()
                        .collect(Collectors.joining());
    }

    private static String row(MatchResult help, Map<String, String> types, Set<String> labels) {
        String name = help.group(1);
        return "| `" + name + "` | " + types.get(name) + " | " + unit(name) + " | " + String.join(", ", labels) + " | "
                + help.group(2) + " |\n";
    }

    /* Metric names end with their unit, as Prometheus recommends. */
    private static String unit(String name) {
        if (name.endsWith("_seconds")) {
            return "seconds";
        }
        return name.endsWith("_ratio") ? "0 to 1" : "number";
    }
}
