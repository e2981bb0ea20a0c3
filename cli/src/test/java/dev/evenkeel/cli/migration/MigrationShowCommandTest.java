// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.rollout.RolloutJson;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MigrationShowCommandTest {
    private static final String ROLLOUTS = "["
            + String.join(
                    ",",
                    rollout("r-0", "default")
                            .put("endedAt", "2026-11-25T10:00:00Z")
                            .toString(),
                    rollout("r-1", "staging").toString(),
                    rollout("r-2", "default")
                            .put("control", "dualwrite")
                            .put("candidate", "shadow")
                            .put("status", "COLLECTING_BASELINE")
                            .put("exposure", 0)
                            .put("holdReason", "RECONCILIATION")
                            .toString())
            + "]";
    private static final String PASSES = """
            [{"id":"rc-2","instance":"i","stage":"dualwrite","revision":12,"together":true,
              "startedAt":"2026-11-25T18:40:03.123456Z","reportedAt":"2026-11-25T18:41:10.5Z",
              "finishedAt":"2026-11-25T18:41:10.5Z","ranges":120,"rows":16890,"mismatches":3,
              "examples":["account 17: 300.00 in the old store, 299.99 in the new"]},
             {"id":"rc-1","instance":"i","stage":"dualwrite","revision":12,"together":false,
              "startedAt":"2026-11-25T18:30:00Z","reportedAt":"2026-11-25T18:30:01Z",
              "finishedAt":null,"ranges":4,"rows":70,"mismatches":0,"examples":[]}]""";
    private static final String GONE = """
            [{"instance":"other","revision":null,"lastSeen":"2026-11-25T18:40:00Z","connected":true},
             {"instance":"lost","revision":9,"lastSeen":"2026-11-25T18:00:00.25Z","connected":false}]""";

    private HttpServer server;
    private String migration = "";
    private String rollouts = ROLLOUTS;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/api/v1/environments/default/flags/ledger/reconciliations", () -> migration);
        serve("/api/v1/rollouts", () -> rollouts);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void showsStageInstancesRolloutAndReconciliations() {
        migration = migration("\"dualwrite\"", GONE, PASSES);
        CliResult result = run();
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
        migration = migration("\"dualwrite\"", "[]", "[]");
        rollouts = "[]";
        assertThat(run().out())
                .containsExactly(
                        "Flag ledger in default: stage dualwrite since revision 12.",
                        "All known instances have confirmed this stage.",
                        "No running rollout.",
                        "",
                        "No reconciliation of the two stores.");
    }

    @Test
    void returns1ForFlagWithoutMigration() {
        migration = migration("null", "[]", "[]");
        CliResult result = run();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .containsExactly(
                        "Flag ledger does not control a migration: not all of its variants are migration stages.");
    }

    @Test
    void printsOneJsonObject() {
        migration = migration("\"dualwrite\"", GONE, PASSES);
        JsonNode answer = new JsonMapper().readTree(run("--json").out().getFirst());
        assertThat(answer.at("/rollout/id").stringValue()).isEqualTo("r-2");
        assertThat(answer.at("/reconciliations/0/mismatches").intValue()).isEqualTo(3);
        assertThat(answer.get("flag").stringValue()).isEqualTo("ledger");
    }

    @Test
    void requiresSubcommandAndFlag() {
        assertThat(CliResult.of("migration").err()).contains("migration needs a subcommand");
        CliResult result = CliResult.of("migration", "show");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("FLAG");
    }

    private static ObjectNode rollout(String id, String environment) {
        return RolloutJson.running()
                .put("id", id)
                .put("environment", environment)
                .put("flag", "ledger");
    }

    private static String migration(String stage, String pending, String passes) {
        return Json.of("{'stage':%s,'revision':12,'pendingInstances':%s,'reconciliations':%s}", stage, pending, passes);
    }

    private void serve(String path, Supplier<String> answer) {
        server.createContext(path, exchange -> {
            byte[] body = answer.get().getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private CliResult run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("migration", "show", "ledger", "--token", "TOKEN"));
        arguments.addAll(
                List.of("--server", "http://127.0.0.1:" + server.getAddress().getPort()));
        arguments.addAll(List.of(more));
        return CliResult.of(arguments.toArray(String[]::new));
    }
}
