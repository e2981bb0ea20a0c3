// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.MigrationApi.MigrationStatusResponse;
import dev.evenkeel.api.MigrationApi.PendingInstance;
import dev.evenkeel.api.MigrationApi.ReconciliationCounts;
import dev.evenkeel.api.MigrationApi.ReconciliationPass;
import dev.evenkeel.api.RolloutApi.RolloutResponse;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.cli.rollout.RolloutFixture;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MigrationShowCommandTest {
    private static final List<RolloutResponse> ROLLOUTS = List.of(
            rollout("r-0", "default").endedAt("2026-11-25T10:00:00Z").toResponse(),
            rollout("r-1", "staging").toResponse(),
            rollout("r-2", "default")
                    .variants("dualwrite", "shadow")
                    .status(RolloutStatus.COLLECTING_BASELINE, 0)
                    .holdReason(HoldKind.RECONCILIATION)
                    .toResponse());
    private static final MigrationStatusResponse IN_PROGRESS = new MigrationStatusResponse(
            "dualwrite",
            12L,
            List.of(
                    new PendingInstance("other", null, Instant.parse("2026-11-25T18:40:00Z"), true),
                    new PendingInstance("lost", 9L, Instant.parse("2026-11-25T18:00:00.25Z"), false)),
            List.of(
                    new ReconciliationPass(
                            "rc-2",
                            "i",
                            "dualwrite",
                            12,
                            true,
                            Instant.parse("2026-11-25T18:40:03.123456Z"),
                            Instant.parse("2026-11-25T18:41:10.5Z"),
                            Instant.parse("2026-11-25T18:41:10.5Z"),
                            new ReconciliationCounts(
                                    120, 16_890, 3, List.of("account 17: 300.00 in the old store, 299.99 in the new"))),
                    new ReconciliationPass(
                            "rc-1",
                            "i",
                            "dualwrite",
                            12,
                            false,
                            Instant.parse("2026-11-25T18:30:00Z"),
                            Instant.parse("2026-11-25T18:30:01Z"),
                            null,
                            new ReconciliationCounts(4, 70, 0, List.of()))));

    @RegisterExtension
    private final StubServer server = new StubServer();

    private void respondWith(MigrationStatusResponse migration, List<RolloutResponse> rollouts) {
        server.on("GET", "/api/v1/environments/default/flags/ledger/reconciliations")
                .respond(migration);
        server.on("GET", "/api/v1/rollouts").respond(rollouts);
    }

    @Test
    void showsStageInstancesRolloutAndReconciliations() {
        respondWith(IN_PROGRESS, ROLLOUTS);
        CliResult result = show();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .containsExactly(
                        "Flag ledger in default: stage dualwrite since revision 12.",
                        "Not confirmed by:",
                        "  other: no revision confirmed",
                        "  lost: revision 9, disconnected, last seen 2026-11-25 18:00:00Z",
                        "Rollout r-2 from dualwrite to shadow: COLLECTING_BASELINE at 0%, waiting for RECONCILIATION.",
                        "",
                        "STARTED               FINISHED              STAGE      ALL INSTANCES  RANGES  ROWS  "
                                + " MISMATCHES",
                        "2026-11-25 18:40:03Z  2026-11-25 18:41:10Z  dualwrite  yes            120     16890  3",
                        "2026-11-25 18:30:00Z  -                     dualwrite  no             4       70     0",
                        "  account 17: 300.00 in the old store, 299.99 in the new");
    }

    @Test
    void reportsMissingRolloutAndReconciliations() {
        respondWith(new MigrationStatusResponse("dualwrite", 12L, List.of(), List.of()), List.of());
        assertThat(show().out())
                .containsExactly(
                        "Flag ledger in default: stage dualwrite since revision 12.",
                        "All known instances have confirmed this stage.",
                        "No running rollout.",
                        "",
                        "No reconciliation of the two stores.");
    }

    @Test
    void returns1ForFlagWithoutMigration() {
        respondWith(new MigrationStatusResponse(null, 12L, List.of(), List.of()), ROLLOUTS);
        CliResult result = show();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .containsExactly(
                        "Flag ledger does not control a migration: not all of its variants are migration stages.");
    }

    @Test
    void printsOneJsonObject() {
        respondWith(IN_PROGRESS, ROLLOUTS);
        JsonNode response = new JsonMapper().readTree(show("--json").out().getFirst());
        assertThat(response.at("/rollout/id").stringValue()).isEqualTo("r-2");
        assertThat(response.at("/reconciliations/0/mismatches").intValue()).isEqualTo(3);
        assertThat(response.get("flag").stringValue()).isEqualTo("ledger");
    }

    @Test
    void requiresSubcommandAndFlag() {
        assertThat(CliResult.of("migration").err()).contains("migration needs a subcommand");
        CliResult result = CliResult.of("migration", "show");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("FLAG");
    }

    private static RolloutFixture rollout(String id, String environment) {
        return new RolloutFixture().id(id).environment(environment).flag("ledger");
    }

    private CliResult show(String... options) {
        return server.run(Stream.concat(Stream.of("migration", "show", "ledger"), Stream.of(options))
                .toArray(String[]::new));
    }
}
