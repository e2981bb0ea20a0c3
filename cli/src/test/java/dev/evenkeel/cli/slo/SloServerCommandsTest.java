// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.SloApi.BurnRuleStatus;
import dev.evenkeel.api.SloApi.ObjectiveStatusResponse;
import dev.evenkeel.api.SloApi.SloStatusResponse;
import dev.evenkeel.api.SloApi.SloUpdateResponse;
import dev.evenkeel.api.ValidationWarning;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.engine.slo.BurnAlertEvaluation;
import dev.evenkeel.engine.slo.BurnAlertRule;
import dev.evenkeel.engine.slo.ObjectiveStatus;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SloServerCommandsTest {
    private static final Instant AT = Instant.parse("2026-11-25T20:00:00Z");
    private static final SloStatusResponse PAY = new SloStatusResponse(
            "pay",
            "payments",
            "the last 30d",
            "calls of flag pay",
            AT,
            null,
            List.of(new ObjectiveStatusResponse(
                    "availability",
                    0.999,
                    ObjectiveStatus.State.BURNING,
                    999,
                    1_000,
                    1,
                    0.25,
                    0.5,
                    null,
                    AT,
                    List.of(new BurnRuleStatus(
                            "page-fast",
                            BurnAlertRule.Severity.PAGE,
                            14.4,
                            Duration.ofHours(1),
                            20.5,
                            Duration.ofMinutes(5),
                            null,
                            BurnAlertEvaluation.State.UNKNOWN,
                            Instant.parse("2026-11-25T19:00:00Z"),
                            "it recovers")))));
    private static final SloStatusResponse SILENT = new SloStatusResponse(
            "silent",
            "other",
            "the last 30d",
            "calls of flag other",
            AT,
            null,
            List.of(new ObjectiveStatusResponse(
                    "99%", 0.99, ObjectiveStatus.State.NO_DATA, 0, 0, 0, null, 0, null, null, List.of())));

    @RegisterExtension
    private final StubServer server = new StubServer();

    @TempDir
    private Path folder;

    @BeforeEach
    void respondWithSlos() {
        server.on("GET", "/api/v1/slos").respond(List.of(PAY, SILENT));
        server.on("GET", "/api/v1/slos/pay").respond(PAY);
        server.respond(new SloUpdateResponse(
                List.of("pay", "silent"), List.of(new ValidationWarning("/0", "odd", "change it")), List.of()));
    }

    @Test
    void listsObjectiveStates() {
        CliResult all = run("list");
        assertThat(all.exitCode()).isZero();
        assertThat(all.out()).hasSize(3);
        assertThat(all.out().get(1)).contains("pay", "BURNING", "25%", "page-fast");
        assertThat(all.out().get(2)).contains("silent", "NO_DATA", "unknown", "never");
        assertThat(run("list", "--service", "other").out()).hasSize(2);
    }

    @Test
    void showsBurnRatesAgainstThresholds() {
        List<String> out = run("show", "pay").out();
        assertThat(out.getFirst()).isEqualTo("pay (service payments), over the last 30d");
        assertThat(out.getLast())
                .contains("20.5 / PT1H", "unknown / PT5M", "14.4", "FIRING since 2026-11-25T19:00:00Z");
    }

    @Test
    void appliesFileWithAndWithoutPruning() throws IOException {
        String file = Files.writeString(folder.resolve("s.yaml"), """
                apiVersion: openslo/v1
                kind: Service
                metadata: {name: payments}
                spec: {description: moves money}
                """).toString();
        CliResult result = run("apply", file);
        assertThat(result.out()).containsExactly("SLOs on the server: pay, silent.");
        assertThat(result.err()).contains("warning: /0: odd; change it");
        run("apply", file, "--prune");
        assertThat(server.requests())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("PATCH /api/v1/slos [")
                                .contains("moves money"),
                        second -> assertThat(second)
                                .startsWith("PUT /api/v1/slos [")
                                .contains("moves money"));
    }

    @Test
    void rejectsInvalidFileWithoutRequest() throws IOException {
        Path file = Files.writeString(folder.resolve("s.yaml"), "kind: Nonsense");
        assertThat(run("apply", file.toString()).exitCode()).isEqualTo(2);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void deletesSloWithReason() {
        CliResult result = run("delete", "pay", "--reason", "it is over");
        assertThat(result.out()).containsExactly("SLO pay deleted.");
        assertThat(server.requests()).containsExactly("DELETE /api/v1/slos/pay?reason=it%20is%20over");
    }

    @Test
    void printsDeletedSloAsJson() {
        assertThat(run("delete", "pay", "--json").out()).containsExactly(Json.of("{'name':'pay','deleted':true}"));
    }

    private CliResult run(String... arguments) {
        return server.run(Stream.concat(Stream.of("slo"), Stream.of(arguments)).toArray(String[]::new));
    }
}
