// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import dev.evenkeel.examples.demo.client.StabilityClient;
import java.io.IOException;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// A rollback drill on the running payment service.
final class RollbackDrillPhase {
    private final DemoRunner runner;
    private final StabilityClient client;

    RollbackDrillPhase(DemoRunner runner, StabilityClient client) {
        this.runner = runner;
        this.client = client;
    }

    /// Runs one drill to its end; it must pass.
    void rehearse(String reason) throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        runner.screen().title("Rollback drill " + reason);
        String id = client.beginDrill(reason);
        JsonNode drill = runner.await(
                () -> client.drill(id),
                now -> !now.path("timestamps").path("endedAt").isNull(),
                now -> "drill " + id + " is running: " + now.path("timestamps"));
        runner.require(
                drill.path("withinExpectedTime").asBoolean(),
                "all users should return in time and all writes should be undone, but the drill is " + drill);
        runner.recordFact("rollback drill, " + reason, times(drill.path("times")));
        runner.recordFact("rehearsed writes, " + reason, writes(drill));
    }

    private static String writes(JsonNode drill) {
        JsonNode counts = drill.path("rehearsal").path("result").path("counts");
        return String.format(
                Locale.ROOT,
                "%d synthetic payments: %d written by modern, %d read by classic, %d undone, in %d ms",
                drill.path("rehearsal").path("keys").size(),
                counts.path("written").asInt(),
                counts.path("readByControl").asInt(),
                counts.path("undone").asInt(),
                drill.path("times").path("rehearsalMillis").asLong());
    }

    private static String times(JsonNode times) {
        return String.format(
                Locale.ROOT,
                "detection %d ms, decision %d ms, propagation %d ms, drain %d ms; total %d ms, limit 30 s",
                times.path("detectionMillis").asLong(),
                times.path("decisionMillis").asLong(),
                times.path("propagationMillis").asLong(),
                times.path("drainMillis").asLong(),
                times.path("totalMillis").asLong());
    }
}
