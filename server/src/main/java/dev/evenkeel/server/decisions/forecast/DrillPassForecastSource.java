// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.drill.DrillResult;
import dev.evenkeel.engine.forecast.HistoricalBaseRate;
import dev.evenkeel.server.decisions.forecast.ForecastableRecord.ForecastDraft;
import dev.evenkeel.server.decisions.forecast.ForecastableRecord.ObservedOutcome;
import dev.evenkeel.server.rollouts.drill.DrillHistoryQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Forecasts for each drill, made when it begins: it passes. The probability is the pass rate of all drills
/// that had ended before.
@Component
class DrillPassForecastSource implements ForecastSource {
    private static final String PREFIX = "drill:";
    /* A drill times out long before. */
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration TO_RESOLVE = Duration.ofDays(1);

    private final DrillHistoryQueries drills;

    DrillPassForecastSource(DrillHistoryQueries drills) {
        this.drills = drills;
    }

    @Override
    public String eventClass() {
        return DRILL;
    }

    @Override
    public String resolver() {
        return "drill";
    }

    @Override
    public List<ForecastableRecord> listTriggers(ForecastableRecordQuery forecastableRecordQuery) {
        List<String> ids = forecastableRecordQuery.unresolved().keySet().stream()
                .map(origin -> origin.substring(PREFIX.length()))
                .toList();
        return drills.listStartedSince(forecastableRecordQuery.from(), ids).stream()
                .map(drill -> new ForecastableRecord(
                        PREFIX + drill.id(),
                        drill.startedAt(),
                        () -> createDraft(drill),
                        resolution(drill, forecastableRecordQuery.now())))
                .toList();
    }

    private static @Nullable ObservedOutcome resolution(DrillHistoryQueries.DrillHistoryEntry drill, Instant now) {
        DrillResult result = drill.result();
        if (result != null && result.endedAt().isBefore(horizon(drill))) {
            return result.isSuccessful()
                    ? ObservedOutcome.happened(result.endedAt(), "the drill passed")
                    : ObservedOutcome.didNotHappen(
                            result.endedAt(),
                            result.failureReason() == null
                                    ? "the drill took too long"
                                    : "the drill failed: " + result.failureReason());
        }
        return now.isBefore(horizon(drill))
                ? null
                : ObservedOutcome.didNotHappen(now, "the drill did not end by " + horizon(drill));
    }

    private static Instant horizon(DrillHistoryQueries.DrillHistoryEntry drill) {
        return drill.startedAt().plus(drill.expectedTime()).plus(LONGEST);
    }

    private ForecastDraft createDraft(DrillHistoryQueries.DrillHistoryEntry drill) {
        List<DrillResult> ended = drills.listResultsBefore(drill.startedAt());
        var rate = HistoricalBaseRate.jeffreys(
                ended.stream().filter(DrillResult::isSuccessful).count(), ended.size());
        return new ForecastDraft(
                "Drill " + drill.id() + " of the rollback plan of " + drill.flag() + " in " + drill.environment()
                        + " passes",
                "Control serves all units within " + drill.expectedTime()
                        + ", and the candidate's writes are undone. A failed drill has the outcome 0",
                horizon(drill),
                horizon(drill).plus(TO_RESOLVE),
                BaseRateForecaster.toProbability(rate),
                BaseRateForecaster.MODEL,
                BaseRateForecaster.toInputs(rate, "drills of rollback plans that ended earlier"));
    }
}
