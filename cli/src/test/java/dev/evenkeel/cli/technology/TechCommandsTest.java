// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.TechnologyApi.ChangeSbomAdditions;
import dev.evenkeel.api.TechnologyApi.InnovationTokensResponse;
import dev.evenkeel.api.TechnologyApi.SpentToken;
import dev.evenkeel.api.TechnologyApi.TechnologyResponse;
import dev.evenkeel.api.TechnologyApi.UnknownCauseRisk;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.engine.technology.RadarRing;
import dev.evenkeel.engine.technology.RadarRingChange;
import dev.evenkeel.engine.technology.ServiceUsage;
import dev.evenkeel.engine.technology.TechnologyKind;
import dev.evenkeel.engine.technology.TechnologyPolicy;
import dev.evenkeel.engine.technology.UnknownCauseIncidentRate;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class TechCommandsTest {
    private static final Instant OCTOBER = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    private static final TechnologyResponse QUARKUS = new TechnologyResponse(
            "quarkus",
            "Quarkus",
            TechnologyKind.LANGUAGE_OR_FRAMEWORK,
            RadarRing.TRIAL,
            OCTOBER,
            List.of(
                    new ServiceUsage("ledger", NOVEMBER, null),
                    new ServiceUsage("shop", OCTOBER, Instant.parse("2026-10-05T00:00:00Z"))),
            List.of("pkg:maven/io.quarkus"),
            1234.5,
            1.25,
            true,
            new UnknownCauseRisk(new UnknownCauseIncidentRate.Interval(0.1, 1.95, 4.2), 0.71),
            List.of(
                    new RadarRingChange(
                            Instant.parse("2026-01-15T00:00:00Z"), null, RadarRing.ASSESS, "starts fast", "anna", null),
                    new RadarRingChange(
                            OCTOBER, RadarRing.ASSESS, RadarRing.TRIAL, "held", "ben", "0007-use-quarkus")));
    private static final InnovationTokensResponse TOKENS = new InnovationTokensResponse(
            1,
            0,
            2_190,
            List.of(
                    new SpentToken(1, "quarkus", OCTOBER, 600.4, "0007-use-quarkus"),
                    new SpentToken(2, "kafka", NOVEMBER, 0, null)),
            List.of("kafka"),
            0.42);
    private static final String BEFORE = bom("""
            {"purl":"pkg:maven/a/kept@1"},{"purl":"pkg:maven/a/raised@1"},{"purl":"pkg:maven/a/gone@1"}""");
    private static final String AFTER = bom("""
            {"purl":"pkg:maven/a/kept@1"},{"purl":"pkg:maven/a/raised@2"},{"purl":"pkg:maven/io.quarkus/core@3.9"}""");

    @RegisterExtension
    private final StubServer server = new StubServer();

    @TempDir
    private Path directory;

    @BeforeEach
    void respondWithEmptyLists() {
        server.respond(List.of());
    }

    @Test
    void listReportsMissingTechnologies() {
        assertThat(server.run("tech", "list").out()).singleElement().asString().startsWith("No technologies.");
    }

    @Test
    void listsTechnologies() {
        server.on("GET", "/api/v1/technologies").respond(List.of(QUARKUS));
        assertThat(server.run("tech", "list").out())
                .containsExactly(
                        "TECHNOLOGY  RING   SINCE       HOURS  INCIDENTS  NOVEL  SERVICES",
                        "quarkus     TRIAL  2026-10-01  1,235  1.25       yes    ledger, shop (ended)");
    }

    @Test
    void listPrintsServerResponseAsJson() {
        server.on("GET", "/api/v1/technologies").respond(List.of(QUARKUS));
        assertThat(JsonMapper.shared()
                        .readTree(server.run("tech", "list", "--json").out().getFirst()))
                .isEqualTo(JsonMapper.shared().readTree(StubServer.toJson(List.of(QUARKUS))));
    }

    @Test
    void showsTechnologyWithRingChanges() {
        server.on("GET", "/api/v1/technologies/quarkus").respond(QUARKUS);
        assertThat(server.run("tech", "show", "quarkus").out())
                .contains(
                        "quarkus: Quarkus, language or framework, TRIAL since 2026-10-01",
                        "Packages       pkg:maven/io.quarkus",
                        "Running hours  1,235, with 1.25 incidents: not enough history yet",
                        "Expected       incidents with unknown causes, per service and quarter: 1.95 (0.1 to 4.2 at"
                                + " 90% confidence); chance of at least one: 71%",
                        "2026-10-01  ASSESS  TRIAL   ben   0007-use-quarkus  held");
    }

    @Test
    void createsTechnology() {
        server.on("GET", "/api/v1/technologies/redis").respond(QUARKUS);
        CliResult result = server.run(
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
        assertThat(server.requests().get(1)).isEqualTo(Json.of("""
                        PUT /api/v1/technologies?reason=it%20is%20fast {'technologies':{'redis':{'kind':'PLATFORM',\
                        'services':[{'service':'shop','since':'2026-01-01T00:00:00Z'}],\
                        'packages':['pkg:maven/redis'],'ringChanges':[{'to':'TRIAL','reason':'it is fast',\
                        'decisionRecord':'0008-redis'}]}}}"""));
    }

    @Test
    void createRejectsExistingTechnology() {
        server.on("GET", "/api/v1/technologies").respond(List.of(QUARKUS));
        CliResult again = server.run("tech", "create", "quarkus", "--kind", "TOOL", "--ring", "HOLD", "--reason", "x");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err())
                .contains("Technology quarkus already exists. To change its ring: ./evenkeel tech move.");
    }

    @Test
    void createRequiresStartDateOfService() {
        assertThat(server.run(
                                "tech",
                                "create",
                                "x",
                                "--kind",
                                "TOOL",
                                "--ring",
                                "HOLD",
                                "--reason",
                                "x",
                                "--service",
                                "shop")
                        .err())
                .contains("\"shop\" has no start date");
    }

    @Test
    void appliesFile() throws IOException {
        Path file = directory.resolve("technologies.yaml");
        Files.writeString(file, """
                technologies:
                  java: {kind: LANGUAGE_OR_FRAMEWORK, ringChanges: [{at: 2020-01-01, to: ADOPT, reason: known}]}
                """);
        assertThat(server.run("tech", "apply", file.toString(), "--reason", "wiki")
                        .exitCode())
                .isZero();
        assertThat(server.lastRequest())
                .startsWith("PUT /api/v1/technologies?reason=wiki ")
                .contains(Json.of("'at':'2020-01-01T00:00:00Z'"), Json.of("'kind':'LANGUAGE_OR_FRAMEWORK'"))
                .doesNotContain("services", "packages");
    }

    @Test
    void rejectsInvalidFileWithoutRequest() throws IOException {
        Path file = Files.writeString(directory.resolve("technologies.yaml"), "technologies: {java: {ring: ADOPT}}");
        CliResult wrong = server.run("tech", "apply", file.toString());
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("Nothing was changed", "/technologies/java/ring: unknown field");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void movesTechnologyToRing() {
        server.on("POST", "/api/v1/technologies/quarkus/ring-changes").respond(QUARKUS);
        server.run(
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
        assertThat(server.requests()).containsExactly(Json.of("""
                        POST /api/v1/technologies/quarkus/ring-changes {'to':'TRIAL','reason':'held',\
                        'onBehalfOf':'ben','decisionRecord':'0007-use-quarkus'}"""));
        assertThat(server.run("tech", "move", "quarkus", "TRIAL").exitCode()).isEqualTo(2);
    }

    @Test
    void showsInnovationTokens() {
        server.on("GET", "/api/v1/innovation-tokens").respond(TOKENS);
        assertThat(server.run("tech", "tokens").out())
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
    }

    @Test
    void updatesTokenPolicy() {
        server.on("PUT", "/api/v1/technology-policy")
                .respond(new TechnologyPolicy(2, 2_190, TechnologyPolicy.DeclarationRequirement.SBOM));
        server.on("GET", "/api/v1/innovation-tokens").respond(TOKENS);
        server.run("tech", "tokens", "--set", "--tokens", "2", "--demand", "SBOM", "--reason", "calm");
        assertThat(server.requests())
                .contains(Json.of(
                        "PUT /api/v1/technology-policy {'tokens':2,'requiredDeclaration':'SBOM','reason':'calm'}"));
    }

    @Test
    void rejectsTokenPolicyOptionsWithoutSet() {
        assertThat(server.run("tech", "tokens", "--tokens", "2").err()).contains("require --set");
    }

    @Test
    void comparesSbomsWithoutServer() throws IOException {
        CliResult result = CliResult.of("tech", "sbom-diff", write("before", BEFORE), write("after", AFTER));
        assertThat(result.out())
                .containsExactly(
                        "+ pkg:maven/io.quarkus/core 3.9",
                        "- pkg:maven/a/gone 1",
                        "~ pkg:maven/a/raised 1 -> 2",
                        "1 added, 1 removed, 1 updated.");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void printsSbomDiffAsJson() throws IOException {
        assertThat(CliResult.of("tech", "sbom-diff", "--json", write("before", BEFORE), write("after", AFTER))
                        .out())
                .containsExactly(Json.of("""
                        {'introduced':[{'name':'pkg:maven/io.quarkus/core','versions':['3.9']}],\
                        'removed':[{'name':'pkg:maven/a/gone','versions':['1']}],\
                        'changed':[{'name':'pkg:maven/a/raised','before':['1'],'after':['2']}]}"""));
    }

    @Test
    void uploadsSbomDiffForFlagOrChange() throws IOException {
        String before = write("before", BEFORE);
        String after = write("after", AFTER);
        server.respond(new ChangeSbomAdditions("core", List.of(), Instant.parse("2026-12-01T00:00:00Z"), "ben"));
        server.run("tech", "sbom-diff", before, after, "--flag", "core");
        server.run("tech", "sbom-diff", before, after, "--change", "ch-1");
        assertThat(server.requests())
                .containsExactly(
                        Json.of("""
                                PUT /api/v1/environments/default/flags/core/sbom-diff \
                                {'introduced':['pkg:maven/io.quarkus/core']}"""),
                        Json.of("PUT /api/v1/changes/ch-1/sbom-diff {'introduced':['pkg:maven/io.quarkus/core']}"));
    }

    @Test
    void rejectsInvalidSbom() throws IOException {
        assertThat(CliResult.of("tech", "sbom-diff", write("before", BEFORE), write("after", "{}"))
                        .err())
                .contains("/bomFormat: must be CycloneDX");
    }

    private String write(String name, String sbom) throws IOException {
        return Files.writeString(directory.resolve(name + ".json"), sbom).toString();
    }

    private static String bom(String components) {
        return Json.of("{'bomFormat':'CycloneDX','specVersion':'1.6','components':[%s]}", components);
    }
}
