// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.DrillApi.DrillResponse;
import dev.evenkeel.api.GateApi.GateCheckResponse;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.cli.rollout.RolloutFixture;
import dev.evenkeel.engine.drill.DrillTimestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Commands that wait: their exit codes, and their last line on standard error.
class WaitOptionsTest {
    private static final DrillTimestamps STARTED = DrillTimestamps.ofStart(Instant.parse("2026-11-25T03:00:12Z"), 1);

    @RegisterExtension
    private final StubServer server = new StubServer();

    private static String lastLine(CliResult result) {
        return result.err().lines().reduce((before, line) -> line).orElse("");
    }

    private static DrillResponse failedDrill(DrillTimestamps timestamps) {
        return new DrillResponse(
                "d-1",
                1,
                "classic",
                "anna",
                "",
                Duration.ofSeconds(10),
                timestamps,
                null,
                null,
                false,
                "two SDKs did not come back");
    }

    private static GateCheckResponse gates(boolean open) {
        return new GateCheckResponse(
                "default", "payment-core", null, "normal", open, "", Instant.parse("2026-12-01T00:00:00Z"), List.of());
    }

    @Test
    void returns124WhenRolloutIsStillRunning() {
        var rollout = new RolloutFixture().id("r-cf8b0c46dea3ee66");
        server.respond(rollout.toDetails());
        server.on("GET", "/api/v1/rollouts").respond(List.of(rollout.toResponse()));
        server.on("GET", "/api/v1/rollouts/r-cf8b0c46dea3ee66/events").respond("");

        CliResult result = server.run("rollout", "wait", "payment-core", "--timeout", "PT0.2S");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(124);
        assertThat(lastLine(result))
                .contains("r-cf8b0c46dea3ee66", "continues", "rollout wait r-cf8b0c46dea3ee66", "after PT0.2S");
    }

    @Test
    void printsFailureReasonOfDrillOnLastErrorLine() {
        server.respond(failedDrill(STARTED.withEnd(Instant.parse("2026-11-25T03:01:12Z"))));

        CliResult result = server.run("drill", "run", "payment-core", "--json");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(lastLine(result)).isEqualTo("Drill d-1 failed: two SDKs did not come back.");
        assertThat(result.out()).first().asString().startsWith("{");
    }

    @Test
    void returns124WhenDrillIsStillRunning() {
        server.respond(failedDrill(STARTED));

        CliResult result = server.run("drill", "run", "payment-core", "--timeout", "PT0S");

        assertThat(result.exitCode()).isEqualTo(124);
        assertThat(lastLine(result)).contains("Drill d-1 continues", "not ended after PT0S.");
    }

    @Test
    void gateCheckReturns1WithoutWaiting() {
        server.respond(gates(false));
        assertThat(server.run("gate", "check", "payment-core").exitCode()).isEqualTo(1);
    }

    @Test
    void returns124WhenGatesStayClosed() {
        server.respond(gates(false));
        CliResult result = server.run("gate", "check", "payment-core", "--wait", "--timeout", "PT0S");
        assertThat(result.exitCode()).isEqualTo(124);
        assertThat(lastLine(result)).isEqualTo("The gates are still closed after PT0S.");
    }

    @Test
    void returns0WhenGatesOpen() {
        var checks = new AtomicInteger();
        server.on("GET", "/api/v1/environments/default/flags/payment-core/gates")
                .respondEach(() -> gates(checks.incrementAndGet() > 1));
        assertThat(server.run("gate", "check", "payment-core", "--wait").exitCode())
                .isZero();
        assertThat(checks).hasValue(2);
    }
}
