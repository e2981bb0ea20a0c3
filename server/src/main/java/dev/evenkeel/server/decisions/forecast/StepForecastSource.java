// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.Forecast;
import dev.evenkeel.engine.forecast.HistoricalBaseRate;
import dev.evenkeel.engine.forecast.HistoricalBaseRate.Prior;
import dev.evenkeel.server.decisions.forecast.ForecastableRecord.ForecastDraft;
import dev.evenkeel.server.decisions.forecast.ForecastableRecord.ObservedOutcome;
import dev.evenkeel.server.decisions.forecast.RolloutStepVisitExtractor.StepVisit;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Forecasts for each step of a rollout, made when it begins: the rollout advances without a rollback, within
/// the plan's time limit for a step. The probability is the rate among all steps that had ended by then in the
/// environment.
@Component
class StepForecastSource implements ForecastSource {
    private static final Duration TO_RESOLVE = Duration.ofDays(1);

    private final RolloutQueries rollouts;

    StepForecastSource(RolloutQueries rollouts) {
        this.rollouts = rollouts;
    }

    @Override
    public String eventClass() {
        return ROLLOUT_STEP;
    }

    @Override
    public String resolver() {
        return "guard";
    }

    @Override
    public List<ForecastableRecord> listTriggers(ForecastableRecordQuery forecastableRecordQuery) {
        Instant now = forecastableRecordQuery.now();
        Stream<String> changed =
                rollouts.listDecisionsBetween(forecastableRecordQuery.from(), forecastableRecordQuery.to()).stream()
                        .map(RolloutQueries.DecisionWithRollout::rollout);
        Stream<String> overdue = forecastableRecordQuery.unresolved().entrySet().stream()
                .filter(one -> !now.isBefore(one.getValue().horizon()))
                .map(one -> rolloutId(one.getKey()));
        return Stream.concat(changed, overdue)
                .distinct()
                .map(rollouts::get)
                .flatMap(rollout -> listRolloutTriggers(rollout, forecastableRecordQuery.unresolved(), now))
                .toList();
    }

    private static String origin(Rollout rollout, StepVisit visit) {
        return "step:" + rollout.id() + ":" + visit.decision();
    }

    private static String rolloutId(String origin) {
        return origin.substring(origin.indexOf(':') + 1, origin.lastIndexOf(':'));
    }

    private Stream<ForecastableRecord> listRolloutTriggers(
            Rollout rollout, Map<String, Forecast> unresolved, Instant now) {
        return RolloutStepVisitExtractor.listVisits(rollouts.listDecisions(rollout)).stream()
                .map(visit -> {
                    String origin = origin(rollout, visit);
                    Forecast forecast = unresolved.get(origin);
                    Instant horizon = forecast == null ? horizon(rollout, visit) : forecast.horizon();
                    return new ForecastableRecord(
                            origin,
                            visit.since(),
                            () -> createDraft(rollout, visit),
                            resolveInTime(visit.resolution(), horizon, now));
                });
    }

    /* An advance after the horizon counts as late. */
    private static @Nullable ObservedOutcome resolveInTime(
            @Nullable ObservedOutcome ending, Instant horizon, Instant now) {
        Instant at = ending == null ? now : ending.at();
        return at.isBefore(horizon) ? ending : ObservedOutcome.didNotHappen(at, "did not advance by " + horizon);
    }

    private static Instant horizon(Rollout rollout, StepVisit visit) {
        return visit.since().plus(rollout.plan().limits().step());
    }

    private ForecastDraft createDraft(Rollout rollout, StepVisit visit) {
        RolloutQueries.EndedStepCounts left = rollouts.countStepOutcomes(rollout.environment(), visit.since());
        var rate = new HistoricalBaseRate(left.advanced(), left.total(), Prior.CHANGES_HOLD);
        Instant horizon = horizon(rollout, visit);
        return new ForecastDraft(
                "Rollout " + rollout.id() + " of " + rollout.flag() + " in " + rollout.environment()
                        + " advances from step " + (visit.step() + 1) + " ("
                        + rollout.plan().steps().get(visit.step()).exposure() + ") without a rollback",
                "The guard advances or completes the rollout from this step, which began at " + visit.since()
                        + ", before the horizon. A rollback or a later advance has the outcome 0. The forecast is void"
                        + " if a user aborts the rollout, or if it steps back during a shared incident",
                horizon,
                horizon.plus(TO_RESOLVE),
                BaseRateForecaster.toProbability(rate),
                BaseRateForecaster.MODEL,
                BaseRateForecaster.toInputs(
                        rate, "steps of all rollouts in " + rollout.environment() + " that ended earlier"));
    }
}
