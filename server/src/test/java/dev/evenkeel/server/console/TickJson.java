// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One tick as `GET /api/v1/rollouts/{id}/ticks` gives it.
record TickJson(
        long number,
        Instant at,
        long revision,
        int step,
        double exposure,
        boolean late,
        Variant control,
        Variant candidate,
        @Nullable Double rollbackLog10,
        Map<String, Check> checks) {

    record Variant(
            long calls,
            long failures,
            long failedUnits,
            long trials,
            long failedTrials,
            double p50,
            double p95,
            double p99) {
        RolloutFacts.Counts counts() {
            return new RolloutFacts.Counts(calls, failures, failedUnits, trials, failedTrials);
        }
    }

    record Check(double rollbackLog10, double advanceLog10) {}

    TickFacts facts() {
        return new TickFacts(number, at, revision, step, late, control.counts(), candidate.counts());
    }
}
