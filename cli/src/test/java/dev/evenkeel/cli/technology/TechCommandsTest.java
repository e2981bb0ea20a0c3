// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Commands about the register, against a server that says what it is to say.
class TechCommandsTest {
    private static final String QUARKUS = """
            {"key":"quarkus","name":"Quarkus","kind":"LANGUAGE_OR_FRAMEWORK","ring":"TRIAL",
             "since":"2026-10-01T00:00:00Z",
             "uses":[{"service":"ledger","since":"2026-11-01T00:00:00Z","until":null},
                     {"service":"shop","since":"2026-10-01T00:00:00Z","until":"2026-10-05T00:00:00Z"}],
             "packages":["pkg:maven/io.quarkus"],"hours":1234.5,"incidents":1.25,"novel":true,
             "unknown":{"incidents":{"low":0.1,"mean":1.95,"high":4.2},"probability":0.71},
             "ringChanges":[{"at":"2026-01-15T00:00:00Z","from":null,"to":"ASSESS","reason":"starts fast","person":"anna",
                       "decisionRecord":null},
                      {"at":"2026-10-01T00:00:00Z","from":"ASSESS","to":"TRIAL","reason":"held","person":"ben",
                       "decisionRecord":"0007-use-quarkus"}]}""";
    private static final String BEFORE = bom("""
            {"purl":"pkg:maven/a/kept@1"},{"purl":"pkg:maven/a/raised@1"},{"purl":"pkg:maven/a/gone@1"}""");
    private static final String AFTER = bom("""
            {"purl":"pkg:maven/a/kept@1"},{"purl":"pkg:maven/a/raised@2"},{"purl":"pkg:maven/io.quarkus/core@3.9"}""");

    private HttpServer server;
    private final Map<String, String> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String question = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            asked.add(question + " " + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] body = answers.getOrDefault(question, "[]").getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void listsTechnologies() {
        assertThat(run("tech", "list").out()).singleElement().asString().startsWith("No technologies.");
        answers.put("GET /api/v1/technologies", "[" + QUARKUS + "]");
        assertThat(run("tech", "list").out())
                .containsExactly(
                        "TECHNOLOGY  RING   SINCE       HOURS  INCIDENTS  NOVEL  SERVICES",
                        "quarkus     TRIAL  2026-10-01  1,235  1.25       yes    ledger, shop (ended)");
        assertThat(JsonMapper.shared()
                        .readTree(run("tech", "list", "--json").out().getFirst()))
                .isEqualTo(JsonMapper.shared().readTree("[" + QUARKUS + "]"));
    }

    @Test
    void showsTechnologyWithRingChanges() {
        answers.put("GET /api/v1/technologies/quarkus", QUARKUS);
        assertThat(run("tech", "show", "quarkus").out())
                .contains(
                        "quarkus: Quarkus, language or framework, TRIAL since 2026-10-01",
                        "Packages       pkg:maven/io.quarkus",
                        "Running hours  1,235, with 1.25 incidents: not enough history yet",
                        "Expected       incidents with unknown causes, per service and quarter: 1.95 (0.10 to 4.20 at"
                                + " 90% confidence); chance of at least one: 71%",
                        "2026-10-01  ASSESS  TRIAL   ben   0007-use-quarkus  held");
    }

    @Test
    void createsTechnologyAndRejectsExistingOne() {
        answers.put("GET /api/v1/technologies/redis", QUARKUS);
        CliResult result = run(
                "tech",
                "create",
                "redis",
                "--kind",
                "PLATFORM",
                "--ring",
                "TRIAL",
                "--reason",
                "it is fast",
                "--service",
                "shop@2026-01-01",
                "--package",
                "pkg:maven/redis",
                "--record",
                "0008-redis");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(asked.get(1))
                .isEqualTo(Json.of("PUT /api/v1/technologies?reason=it%20is%20fast {'technologies':{'redis':{'kind':"
                        + "'PLATFORM','services':[{'service':'shop','since':'2026-01-01T00:00:00Z'}],"
                        + "'packages':['pkg:maven/redis'],'ringChanges':[{'to':'TRIAL',"
                        + "'reason':'it is fast','decisionRecord':'0008-redis'}]}}}"));
        answers.put("GET /api/v1/technologies", "[" + QUARKUS + "]");
        CliResult again = run("tech", "create", "quarkus", "--kind", "TOOL", "--ring", "HOLD", "--reason", "x");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err())
                .contains("Technology quarkus already exists. To change its ring: ./evenkeel tech move.");
        assertThat(run("tech", "create", "x", "--kind", "TOOL", "--ring", "HOLD", "--reason", "x", "--service", "shop")
                        .err())
                .contains("\"shop\" has no start date");
    }

    @Test
    void appliesValidFileAndReportsErrorsOfInvalidOne() throws IOException {
        Path file = directory.resolve("technologies.yaml");
        Files.writeString(file, """
                technologies:
                  java: {kind: LANGUAGE_OR_FRAMEWORK, ringChanges: [{at: 2020-01-01, to: ADOPT, reason: known}]}
                """);
        assertThat(run("tech", "apply", file.toString(), "--reason", "wiki").exitCode())
                .isZero();
        assertThat(asked.getLast())
                .startsWith("PUT /api/v1/technologies?reason=wiki ")
                .contains(Json.of("'at':'2020-01-01T00:00:00Z'"), Json.of("'kind':'LANGUAGE_OR_FRAMEWORK'"))
                .doesNotContain("services", "packages");
        Files.writeString(file, "technologies: {java: {ring: ADOPT}}");
        CliResult wrong = run("tech", "apply", file.toString());
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("nothing was changed", "/technologies/java/ring: unknown field");
        assertThat(asked).hasSize(1);
    }

    @Test
    void movesTechnologyToRing() {
        answers.put("POST /api/v1/technologies/quarkus/ring-changes", QUARKUS);
        run(
                "tech",
                "move",
                "quarkus",
                "TRIAL",
                "--reason",
                "held",
                "--on-behalf-of",
                "ben",
                "--record",
                "0007-use-quarkus");
        assertThat(asked)
                .containsExactly(Json.of("POST /api/v1/technologies/quarkus/ring-changes {'to':'TRIAL','reason':'held',"
                        + "'onBehalfOf':'ben','decisionRecord':'0007-use-quarkus'}"));
        assertThat(run("tech", "move", "quarkus", "TRIAL").exitCode()).isEqualTo(2);
    }

    @Test
    void showsAndUpdatesInnovationTokens() {
        answers.put("GET /api/v1/innovation-tokens", """
                {"tokens":1,"remaining":0,"noveltyThresholdHours":2190,"probability":0.42,"undecided":["kafka"],
                 "spent":[{"number":1,"technology":"quarkus","since":"2026-10-01T00:00:00Z","hours":600.4,
                           "decisionRecord":"0007-use-quarkus"},
                          {"number":2,"technology":"kafka","since":"2026-11-01T00:00:00Z","hours":0,"decisionRecord":null}]}""");
        assertThat(run("tech", "tokens").out())
                .containsExactly(
                        "0 of 1 innovation tokens left. A technology in use holds a token until it has run for 2,190"
                                + " hours.",
                        "",
                        "TOKEN  TECHNOLOGY  IN USE SINCE  HOURS  RECORD",
                        "1      quarkus     2026-10-01    600    0007-use-quarkus",
                        "2      kafka       2026-11-01    0      none",
                        "",
                        "Chance of an incident with an unknown cause, if a service runs each of them for a quarter:"
                                + " 42%.",
                        "Beyond the token limit, without an accepted decision record: kafka. The gate \"technology\""
                                + " blocks changes that introduce them.");
        answers.put(
                "PUT /api/v1/technology-policy",
                Json.of("{'tokens':2,'noveltyThresholdHours':2190,'requiredDeclaration':'SBOM'}"));
        run("tech", "tokens", "--set", "--tokens", "2", "--demand", "SBOM", "--reason", "calm");
        assertThat(asked)
                .contains(Json.of(
                        "PUT /api/v1/technology-policy {'tokens':2,'requiredDeclaration':'SBOM','reason':'calm'}"));
        assertThat(run("tech", "tokens", "--tokens", "2").err()).contains("require --set");
    }

    @Test
    void comparesSbomsLocallyAndUploadsOnRequest() throws IOException {
        Path before = Files.writeString(directory.resolve("before.json"), BEFORE);
        Path after = Files.writeString(directory.resolve("after.json"), AFTER);
        CliResult alone = CliResult.of("tech", "sbom-diff", before.toString(), after.toString());
        assertThat(alone.out())
                .containsExactly(
                        "+ pkg:maven/io.quarkus/core 3.9",
                        "- pkg:maven/a/gone 1",
                        "~ pkg:maven/a/raised 1 -> 2",
                        "1 added, 1 removed, 1 updated.");
        assertThat(CliResult.of("tech", "sbom-diff", "--json", before.toString(), after.toString())
                        .out())
                .containsExactly(Json.of("{'introduced':[{'name':'pkg:maven/io.quarkus/core','versions':['3.9']}],"
                        + "'removed':[{'name':'pkg:maven/a/gone','versions':['1']}],"
                        + "'changed':[{'name':'pkg:maven/a/raised','before':['1'],'after':['2']}]}"));
        assertThat(asked).isEmpty();
        String additions =
                Json.of("{'change':'core','components':[],'comparedAt':'2026-12-01T00:00:00Z','person':'ben'}");
        answers.put("PUT /api/v1/environments/default/flags/core/sbom-diff", additions);
        answers.put("PUT /api/v1/changes/ch-1/sbom-diff", additions);
        run("tech", "sbom-diff", before.toString(), after.toString(), "--flag", "core");
        run("tech", "sbom-diff", before.toString(), after.toString(), "--change", "ch-1");
        assertThat(asked)
                .containsExactly(
                        Json.of("PUT /api/v1/environments/default/flags/core/sbom-diff"
                                + " {'introduced':['pkg:maven/io.quarkus/core']}"),
                        Json.of("PUT /api/v1/changes/ch-1/sbom-diff {'introduced':['pkg:maven/io.quarkus/core']}"));
        Files.writeString(after, "{}");
        assertThat(CliResult.of("tech", "sbom-diff", before.toString(), after.toString())
                        .err())
                .contains("/bomFormat: must be CycloneDX");
    }

    @Test
    void importsAndExportsDecisionRecords() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("decisions"));
        Files.writeString(folder.resolve("0007-use-quarkus.md"), "---\nstatus: accepted\n---\n# Use Quarkus\n");
        Files.writeString(folder.resolve("README.md"), "about");
        String header = """
                {"id":"0007-use-quarkus","title":"Use Quarkus","status":"accepted","date":null,
                 "decisionMakers":["anna"],"consulted":[],"informed":[],"accepted":true}""";
        answers.put("PUT /api/v1/decision-records", "[" + header + "]");
        CliResult taken = run("decision-record", "import", folder.toString());
        assertThat(taken.out())
                .containsExactly(
                        "ID                STATUS    DATE  DECIDED BY  TITLE",
                        "0007-use-quarkus  accepted  -     anna        Use Quarkus");
        assertThat(taken.err()).contains("Note: README.md is skipped");
        assertThat(asked.getLast())
                .contains("\"0007-use-quarkus\":\"---\\nstatus: accepted\\n---\\n# Use Quarkus\\n\"");

        answers.put("GET /api/v1/decision-records", "[" + header + "]");
        answers.put(
                "GET /api/v1/decision-records/0007-use-quarkus",
                header.replace("}", ",\"lead\":\"\",\"sections\":[],\"text\":\"# Use  Quarkus\\n\"}"));
        Path out = directory.resolve("out");
        assertThat(run("decision-record", "export", out.toString()).out())
                .containsExactly("Wrote 1 of 1 decision records to " + out + ": 0007-use-quarkus.md.");
        assertThat(out.resolve("0007-use-quarkus.md")).hasContent("# Use  Quarkus\n");
        assertThat(run("decision-record", "show", "0007-use-quarkus").out()).containsExactly("# Use  Quarkus");
        assertThat(run("decision-record", "import", directory.toString()).err())
                .contains("contains no decision records");
    }

    @Test
    void sendsTechnologiesOfRecordedChange() {
        record("--technology", "redis", "--technology", "kafka");
        assertThat(asked.getLast()).contains(Json.of("'technologies':['redis','kafka']"));
        record("--technology", "NONE");
        assertThat(asked.getLast()).contains(Json.of("'technologies':[]"));
    }

    private void record(String... technologies) {
        List<String> arguments = new ArrayList<>(List.of("change", "record", "payments", "started", "--deployed-in"));
        arguments.addAll(List.of("production", "--source", "ci", "--id", "1"));
        arguments.addAll(List.of(technologies));
        run(arguments.toArray(String[]::new));
    }

    private static String bom(String components) {
        return Json.of("{'bomFormat':'CycloneDX','specVersion':'1.6','components':[%s]}", components);
    }

    private CliResult run(String... arguments) {
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        return CliResult.of(Stream.concat(Stream.of(arguments), Stream.of("--server", address, "--token", "t"))
                .toArray(String[]::new));
    }
}
