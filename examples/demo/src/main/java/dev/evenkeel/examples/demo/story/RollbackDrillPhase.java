// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import dev.evenkeel.api.DrillApi.DrillResponse;
import dev.evenkeel.api.DrillApi.PhaseDurations;
import dev.evenkeel.engine.drill.CandidateRehearsalResult;
import dev.evenkeel.engine.drill.CandidateRehearsalResult.WriteReadUndoCounts;
import dev.evenkeel.engine.drill.CandidateRehearsalRun;
import dev.evenkeel.examples.demo.client.StabilityClient;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;

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
        DrillResponse drill = runner.await(
                () -> client.drill(id),
                now -> now.timestamps().endedAt() != null,
                now -> "drill " + id + " is running: " + now.timestamps());
        runner.require(
                Boolean.TRUE.equals(drill.withinExpectedTime()),
                "all users should return in time and all writes should be undone, but the drill is " + drill);
        PhaseDurations times = Objects.requireNonNull(drill.times());
        runner.recordFact("rollback drill, " + reason, times(times));
        runner.recordFact(
                "rehearsed writes, " + reason,
                writes(Objects.requireNonNull(drill.rehearsal()), times.rehearsalMillis()));
    }

    private static String writes(CandidateRehearsalRun rehearsal, long millis) {
        CandidateRehearsalResult result = Objects.requireNonNull(rehearsal.result());
        WriteReadUndoCounts counts = Objects.requireNonNull(result.counts());
        return String.format(
                Locale.ROOT,
                "%d synthetic payments: %d written by modern, %d read by classic, %d undone, in %d ms",
                rehearsal.keys().size(),
                counts.written(),
                counts.readByControl(),
                counts.undone(),
                millis);
    }

    private static String times(PhaseDurations times) {
        return String.format(
                Locale.ROOT,
                "detection %d ms, decision %d ms, propagation %d ms, drain %d ms; total %d ms, limit 30 s",
                times.detectionMillis(),
                times.decisionMillis(),
                times.propagationMillis(),
                times.drainMillis(),
                times.totalMillis());
    }
}
