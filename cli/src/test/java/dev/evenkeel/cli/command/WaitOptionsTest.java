// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.cli.rollout.RolloutJson;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Commands that wait: their exit codes, and their last line on standard error.
class WaitOptionsTest {
    private static final String RUNNING =
            RolloutJson.running().put("id", "r-cf8b0c46dea3ee66").toString();
    private static final String DRILL = """
        {"id":"d-1","planVersion":1,"stage":"classic","startedBy":"anna","reason":"","expectedTime":"PT10S",
         "timestamps":{"startedAt":"2026-11-25T03:00:12Z","revision":1,"activeAt":null,"firstOutcomeAt":null,
           "decidedAt":null,"rollbackRevision":null,"rolledBackAt":null,"lastOutcomeAt":null,"endedAt":END},
         "rehearsal":null,"times":null,"withinExpectedTime":false,
         "failureReason":"two SDKs did not come back"}\
        """;
    private static final String GATES = """
            {"open":OPEN,"flag":"payment-core","environment":"default","changeClass":"normal","summary":"",
             "at":"2026-12-01T00:00:00Z","gates":[]}""";

    private static String lastLine(CliResult result) {
        return result.err().lines().reduce((before, line) -> line).orElse("");
    }

    @Test
    void returns124WhenRolloutIsStillRunning() throws IOException {
        try (var server = StubServer.start(asked ->
                asked.contains("/events") ? "" : asked.endsWith("/rollouts") ? "[" + RUNNING + "]" : RUNNING)) {
            CliResult result = server.run("rollout", "wait", "payment-core", "--timeout", "PT0.2S");

            assertThat(result.exitCode()).as(result.err()).isEqualTo(124);
            assertThat(lastLine(result))
                    .contains("r-cf8b0c46dea3ee66", "continues", "rollout wait r-cf8b0c46dea3ee66", "after PT0.2S");
        }
    }

    @Test
    void printsDrillOutcomeOnLastErrorLine() throws IOException {
        try (var server = StubServer.start(asked -> DRILL.replace("END", "\"2026-11-25T03:01:12Z\""))) {
            CliResult result = server.run("drill", "run", "payment-core", "--json");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(lastLine(result)).isEqualTo("Drill d-1 failed: two SDKs did not come back.");
            assertThat(result.out()).first().asString().startsWith("{");
        }
        try (var server = StubServer.start(asked -> DRILL.replace("END", "null"))) {
            CliResult result = server.run("drill", "run", "payment-core", "--timeout", "PT0S");

            assertThat(result.exitCode()).isEqualTo(124);
            assertThat(lastLine(result)).contains("Drill d-1 continues", "not ended after PT0S.");
        }
    }

    @Test
    void waitsUntilGatesOpenOrTimeout() throws IOException {
        try (var server = StubServer.start(asked -> GATES.replace("OPEN", "false"))) {
            assertThat(server.run("gate", "check", "payment-core").exitCode()).isEqualTo(1);
            CliResult result = server.run("gate", "check", "payment-core", "--wait", "--timeout", "PT0S");
            assertThat(result.exitCode()).isEqualTo(124);
            assertThat(lastLine(result)).isEqualTo("The gates are still closed after PT0S.");
        }
        var asks = new AtomicInteger();
        try (var server =
                StubServer.start(asked -> GATES.replace("OPEN", String.valueOf(asks.incrementAndGet() > 1)))) {
            assertThat(server.run("gate", "check", "payment-core", "--wait").exitCode())
                    .isZero();
            assertThat(asks).hasValue(2);
        }
    }
}
