// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import dev.evenkeel.benchmarks.jmh.FlagDefinitionGenerator;
import dev.evenkeel.benchmarks.load.SteadyRollout;
import dev.evenkeel.benchmarks.report.BenchmarkOptions;
import dev.evenkeel.benchmarks.server.BenchmarkServer;
import dev.evenkeel.examples.demo.client.JsonHttpClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Seeder that fills a fresh server through its HTTP API. Not thread-safe.
final class ServerDataSeeder {
    private static final Pattern AS_OF = Pattern.compile("asOf: (\\d{4}-\\d{2}-\\d{2})");
    private static final Pattern DATE = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String HERE = "/api/v1/environments/" + SeededData.ENVIRONMENT;
    private static final int DRAWS = 2_000;
    private static final int PEOPLE = 20;

    private final BenchmarkServer server;
    private final JsonHttpClient api;
    private final SeedSize size;

    /// @param client used for all requests
    ServerDataSeeder(BenchmarkServer server, HttpClient client, SeedSize size) {
        this.server = server;
        this.api = new JsonHttpClient(client, server.address(), server.adminToken());
        this.size = size;
    }

    /// Starts the rollouts with traffic, before anything can close a gate.
    List<SteadyRollout> begin() throws IOException, InterruptedException {
        log("flags and rollouts");
        api.putText(HERE + "/flags", FlagDefinitionGenerator.withProbe(size.flags() - 1, 0));
        return ParallelRequests.runAll(IntStream.range(0, size.live())
                .<ParallelRequests.RequestTask<SteadyRollout>>mapToObj(
                        i -> () -> SteadyRollout.start(server.access(), flag(i)))
                .toList());
    }

    /// Adds the remaining data.
    SeededData fill(List<SteadyRollout> live) throws IOException, InterruptedException {
        log("an experiment: before objectives without data close its gates");
        String experiment = experiment(size.firstFreeFlag());
        log("services, objectives, people");
        services();
        log("more rollouts, incidents, changes, an assessment");
        String ended = rollouts();
        String incident = incidents();
        String change = changes();
        String assessedFlag = flag(size.live() + size.waiting());
        String assessment = assessment(assessedFlag);
        log("audit entries");
        var edits = new AuditLogSeeder(api, size);
        edits.fillAuditLog();
        return new SeededData(
                live,
                ended,
                assessedFlag,
                edits.editedFlag(),
                assessment,
                change,
                experiment,
                incident,
                edits.newestEntry());
    }

    private static void log(String what) {
        System.err.println("filling: " + what + " ...");
    }

    static String flag(int number) {
        return "flag-" + number;
    }

    private void services() throws IOException, InterruptedException {
        for (int i = 0; i < size.services(); i++) {
            api.put("/api/v1/services/service-" + i, JSON.readTree("""
                    {"owner":"team","flags":[{"environment":"default","flag":"flag-%d"}]}""".formatted(i)));
        }
        api.putText(
                "/api/v1/slos",
                IntStream.range(0, size.services())
                        .mapToObj(ServerDataSeeder::objective)
                        .collect(Collectors.joining("---\n")));
        for (int i = 0; i < PEOPLE; i++) {
            api.post(
                    "/api/v1/users",
                    Map.of(
                            "name",
                            "person-" + i,
                            "displayName",
                            "Person " + i,
                            "roles",
                            List.of("author", "operator"),
                            "reason",
                            "begins"));
        }
    }

    private static String objective(int number) {
        return """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: slo-N}
                spec:
                  service: service-N
                  indicator:
                    metadata: {name: success-N}
                    spec:
                      ratioMetric:
                        counter: true
                        good: {metricSource: {type: evenkeel, spec: {flag: flag-N}}}
                        total: {metricSource: {type: evenkeel, spec: {flag: flag-N}}}
                  timeWindow: [{duration: 30d, isRolling: true}]
                  budgetingMethod: Occurrences
                  objectives: [{displayName: availability, target: 0.99}]
                """.replace("-N", "-" + number);
    }

    /// @return the first ended rollout
    private String rollouts() throws IOException, InterruptedException {
        int from = size.live() + size.waiting();
        for (int i = size.live(); i < from; i++) {
            rollout(i);
        }
        List<String> ended = new ArrayList<>();
        for (int i = from; i < from + size.ended(); i++) {
            String id = rollout(i);
            api.post("/api/v1/rollouts/" + id + "/abort", Map.of("reason", "not needed any more"));
            ended.add(id);
        }
        return ended.getFirst();
    }

    private String rollout(int number) throws IOException, InterruptedException {
        return id(api.post(
                HERE + "/rollouts",
                Map.of(
                        "flag",
                        flag(number),
                        "control",
                        "off",
                        "candidate",
                        "on",
                        "plan",
                        "fast",
                        "reason",
                        "change " + number,
                        "onClosedGates",
                        "WAIT")));
    }

    private String experiment(int number) throws IOException, InterruptedException {
        return id(api.post(HERE + "/experiments", JSON.readTree("""
                {"flag":"%s","hypothesis":"on sells more","reason":"an idea","plan":{
                  "variants":[{"variant":"off","share":50},{"variant":"on","share":50}],
                  "goals":[{"metric":"buy"}],"window":"PT5M","expectedUnits":40000}}""".formatted(flag(number)))));
    }

    /* Each incident is about a different change, so that none is merged with another. */
    private String incidents() throws IOException, InterruptedException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<Map<String, Object>> past = new ArrayList<>();
        for (int i = size.openIncidents(); i < size.incidents(); i++) {
            past.add(Map.of(
                    "externalId",
                    "past-" + i,
                    "service",
                    service(i),
                    "title",
                    "it hurt " + i,
                    "times",
                    Map.of("DETECTED", now.minus(i, ChronoUnit.DAYS).toString())));
        }
        api.post("/api/v1/incidents/import", Map.of("incidents", past, "reason", "before the move"));
        List<String> open = new ArrayList<>();
        for (int i = 0; i < size.openIncidents(); i++) {
            open.add(id(api.post(
                    "/api/v1/incidents",
                    Map.of(
                            "service",
                            service(i),
                            "title",
                            "it hurts " + i,
                            "severity",
                            "SEV3",
                            "change",
                            "change:x-" + i))));
        }
        return open.getFirst();
    }

    private String service(int number) {
        return "service-" + number % size.services();
    }

    private String changes() throws IOException, InterruptedException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<Map<String, Object>> changes = new ArrayList<>();
        for (int i = 0; i < size.reported(); i++) {
            changes.add(Map.of(
                    "source",
                    "jenkins",
                    "externalId",
                    "build-" + i,
                    "service",
                    service(i),
                    "environment",
                    SeededData.ENVIRONMENT,
                    "state",
                    "COMPLETED",
                    "at",
                    now.minus(1 + i, ChronoUnit.HOURS).toString()));
        }
        api.post("/api/v1/changes/import", Map.of("changes", changes));
        return id(api.get("/api/v1/changes").path("changes").path(0));
    }

    /* The example's case, with all dates moved so that it is of today: its dates must not be in the past. */
    private String assessment(String flag) throws IOException, InterruptedException {
        String risk = Files.readString(BenchmarkOptions.home().resolve("examples/risk/tale.yaml"));
        Matcher asOf = AS_OF.matcher(risk);
        if (!asOf.find()) {
            throw new IOException("the risk case has no date asOf");
        }
        long days = ChronoUnit.DAYS.between(LocalDate.parse(asOf.group(1)), LocalDate.now(ZoneOffset.UTC));
        String moved = DATE.matcher(risk)
                .replaceAll(date -> LocalDate.parse(date.group()).plusDays(days).toString());
        return id(api.post(HERE + "/assessments", Map.of("flag", flag, "case", moved, "draws", DRAWS)));
    }

    private static String id(JsonNode made) throws IOException {
        String id = made.path("id").asString("");
        if (id.isEmpty()) {
            throw new IOException("the server told no id: " + made);
        }
        return id;
    }
}
