// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.StubServer;
import dev.evenkeel.engine.drill.CandidateRehearsalSettings;
import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.engine.drill.SchemaChangePlan;
import dev.evenkeel.engine.drill.SchemaChangeStep;
import dev.evenkeel.engine.drill.SchemaChangeStep.ExpandContractPhase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RollbackPlanCommandsTest {
    private static final String PATH = "/api/v1/environments/default/flags/core/rollback-plan";

    @RegisterExtension
    private final StubServer server = new StubServer();

    private static RollbackPlan plan(SchemaChangePlan schema, CandidateRehearsalSettings rehearsal) {
        return new RollbackPlan(
                2,
                "payments",
                "errors",
                List.of("abort", "tell support"),
                "readable",
                "never",
                Duration.ofSeconds(10),
                30,
                schema,
                rehearsal);
    }

    @Test
    void updatesRollbackPlanFromFile(@TempDir Path directory) throws IOException {
        server.on("PUT", PATH).respond(plan(SchemaChangePlan.NONE, CandidateRehearsalSettings.NONE));
        Path file = Files.writeString(directory.resolve("rollback.yaml"), "owner: payments\nsteps: [abort]\n");
        assertThat(server.run("rollback-plan", "update", "core", file.toString())
                        .out())
                .containsExactly(
                        "Version:             2",
                        "Owner:               payments",
                        "Trigger:             errors",
                        "Step 1:              abort",
                        "Step 2:              tell support",
                        "Data:                readable",
                        "Point of no return:  never",
                        "Expected time:       PT10S",
                        "Drill validity:      30 days",
                        "Rehearsal:           none, drills write nothing through the candidate");
        assertThat(server.lastRequest()).startsWith("PUT " + PATH + " {").contains("\"payments\"");
    }

    @Test
    void requestsRollbackPlan() {
        server.on("GET", PATH).respond(plan(SchemaChangePlan.NONE, CandidateRehearsalSettings.NONE));
        server.run("rollback-plan", "show", "core");
        assertThat(server.requests()).containsExactly("GET " + PATH);
    }

    @Test
    void showsSchemaStepsAndRehearsalOfPlan() {
        var schema = new SchemaChangePlan(
                List.of("v1", "v2"),
                "v1",
                List.of(
                        new SchemaChangeStep(
                                ExpandContractPhase.EXPAND,
                                "add column",
                                "v1",
                                null,
                                Instant.parse("2026-11-25T10:00:00Z")),
                        new SchemaChangeStep(ExpandContractPhase.CONTRACT, "drop column", "v2", "drop-it", null)));
        var rehearsal = new CandidateRehearsalSettings(
                List.of("S-1", "S-2"), URI.create("http://payments.example/drills/rehearsal"));
        server.on("GET", PATH).respond(plan(schema, rehearsal));
        assertThat(server.run("rollback-plan", "show", "core").out())
                .endsWith(
                        "Code:                v1, v2 (oldest first); a rollback restores v1",
                        "Schema 1:            expand: add column; read by v1 and newer; done 2026-11-25T10:00:00Z",
                        "Schema 2:            contract: drop column, separate change: drop-it; read by v2 and newer;"
                                + " not done",
                        "Synthetic keys:      S-1, S-2",
                        "Rehearsal:           http://payments.example/drills/rehearsal");
    }
}
