// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.report;

import dev.evenkeel.files.adr.DecisionRecord;
import dev.evenkeel.server.drill.PlanStanding;
import dev.evenkeel.server.drill.PlanStandings;
import dev.evenkeel.server.forecast.Forecasts;
import dev.evenkeel.server.forecast.KeptForecast;
import dev.evenkeel.server.rollout.Rollout;
import dev.evenkeel.server.rollout.Rollouts;
import dev.evenkeel.server.technology.DecisionRecords;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Records of a change that reports tell of. Thread-safe.
@Component
class ChangeRecords {
    private static final int MOST_FORECASTS = 1_000;

    private final PlanStandings plans;
    private final Rollouts rollouts;
    private final Forecasts forecasts;
    private final DecisionRecords records;
    private final Clock clock;

    ChangeRecords(PlanStandings plans, Rollouts rollouts, Forecasts forecasts, DecisionRecords records, Clock clock) {
        this.plans = plans;
        this.rollouts = rollouts;
        this.forecasts = forecasts;
        this.records = records;
        this.clock = clock;
    }

    @Nullable
    PlanStanding rollback(String environment, String flag) {
        return plans.find(environment, flag, clock.instant()).orElse(null);
    }

    @Nullable
    Rollout rollout(String environment, String flag) {
        return rollouts.findNewest(environment, flag).orElse(null);
    }

    /// Forecasts whose inputs name an assessment, oldest first.
    List<KeptForecast> forecastsOf(String assessment) {
        return forecasts.newest("", false, MOST_FORECASTS).stream()
                .filter(kept -> kept.inputs().contains("\"" + assessment + "\""))
                .sorted(Comparator.comparing(KeptForecast::recordedAt))
                .toList();
    }

    /// Decision records whose text names an assessment.
    List<DecisionRecord> recordsNaming(String assessment) {
        return records.list().stream()
                .filter(record -> records.text(record.id()).contains(assessment))
                .toList();
    }
}
