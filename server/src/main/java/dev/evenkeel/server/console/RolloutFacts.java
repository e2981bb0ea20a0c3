// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the page needs to know of a rollout: the fields of `docs/reference/http-api.md`.
record RolloutFacts(
        String id,
        String environment,
        String flag,
        String control,
        String candidate,
        RolloutStatus status,
        Instant startedAt,
        @Nullable Instant endedAt,
        String reason,
        String plan,
        List<Double> exposures,
        double threshold,
        int holdAfterSeconds,
        int step,
        double exposure,
        long revision,
        Seed seed,
        Map<String, Counts> counts,
        Map<String, Map<String, Quantile>> latency,
        double rollbackLog10,
        List<Check> checks,
        Clients clients,
        List<Step> decisions) {

    record Seed(long samples, long needed) {}

    record Counts(long calls, long failures, long failedUnits, long trials, long failedTrials) {}

    record Quantile(double value, double low, double high) {}

    record Check(
            String check,
            String verdict,
            String detail,
            double rollbackLog10,
            double advanceLog10,
            double advanceThreshold) {}

    record Clients(int connected, int onRevision, @Nullable Instant lastAt) {}

    record Step(
            int number,
            Instant at,
            String kind,
            int fromStep,
            int toStep,
            double exposure,
            long revision,
            String reason,
            @Nullable Long tick,
            @Nullable Instant evidenceAt,
            @Nullable Instant activeEverywhereAt) {}
}
