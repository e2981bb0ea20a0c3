// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.Forecast;
import dev.evenkeel.engine.forecast.HistoryRate;
import dev.evenkeel.engine.forecast.HistoryRate.Prior;
import dev.evenkeel.server.decisions.forecast.Occasion.Draft;
import dev.evenkeel.server.decisions.forecast.Occasion.Ending;
import dev.evenkeel.server.decisions.forecast.StepVisits.Visit;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.Rollouts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Of each step of a rollout, when it begins: that the rollout goes on from it without a rollback, by the time
/// that its plan gives a step. How likely that is follows from all steps that were left by then in the
/// environment.
@Component
class StepForecasts implements ForecastSource {
    private static final Duration TO_RESOLVE = Duration.ofDays(1);

    private final Rollouts rollouts;

    StepForecasts(Rollouts rollouts) {
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
    public List<Occasion> read(Reading reading) {
        Instant now = reading.now();
        Stream<String> changed =
                rollouts.decidedBetween(reading.from(), reading.to()).stream().map(Rollouts.Decided::rollout);
        Stream<String> overdue = reading.unresolved().entrySet().stream()
                .filter(one -> !now.isBefore(one.getValue().horizon()))
                .map(one -> rollout(one.getKey()));
        return Stream.concat(changed, overdue)
                .distinct()
                .map(rollouts::get)
                .flatMap(rollout -> occasions(rollout, reading.unresolved(), now))
                .toList();
    }

    private static String origin(Rollout rollout, Visit visit) {
        return "step:" + rollout.id() + ":" + visit.decision();
    }

    private static String rollout(String origin) {
        return origin.substring(origin.indexOf(':') + 1, origin.lastIndexOf(':'));
    }

    private Stream<Occasion> occasions(Rollout rollout, Map<String, Forecast> unresolved, Instant now) {
        return StepVisits.of(rollouts.decisions(rollout)).stream().map(visit -> {
            String origin = origin(rollout, visit);
            Forecast forecast = unresolved.get(origin);
            Instant horizon = forecast == null ? horizon(rollout, visit) : forecast.horizon();
            return new Occasion(
                    origin, visit.since(), () -> draft(rollout, visit), inTime(visit.ending(), horizon, now));
        });
    }

    /* What comes after the horizon is no advance in time. */
    private static @Nullable Ending inTime(@Nullable Ending ending, Instant horizon, Instant now) {
        Instant at = ending == null ? now : ending.at();
        return at.isBefore(horizon) ? ending : Ending.no(at, "it had not gone on by " + horizon);
    }

    private static Instant horizon(Rollout rollout, Visit visit) {
        return visit.since().plus(rollout.plan().limits().step());
    }

    private Draft draft(Rollout rollout, Visit visit) {
        Rollouts.StepsLeft left = rollouts.stepsLeft(rollout.environment(), visit.since());
        var rate = new HistoryRate(left.forwards(), left.all(), Prior.CHANGES_HOLD);
        Instant horizon = horizon(rollout, visit);
        return new Draft(
                "Rollout " + rollout.id() + " of " + rollout.flag() + " in " + rollout.environment()
                        + " goes on from step " + (visit.step() + 1) + " ("
                        + rollout.plan().steps().get(visit.step()).exposure() + ") without a rollback",
                "The guard advances or completes the rollout from this step, which began at " + visit.since()
                        + ", before the horizon. A rollback or a later advance is a no; void when a person aborts it, or"
                        + " it steps back in a shared incident",
                horizon,
                horizon.plus(TO_RESOLVE),
                Rates.probability(rate),
                Rates.MODEL,
                Rates.inputs(rate, "steps that were left in " + rollout.environment() + " by then, of all rollouts"));
    }
}
