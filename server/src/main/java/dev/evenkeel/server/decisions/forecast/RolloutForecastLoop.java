// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.server.foundation.jobs.RepeatedWork;
import dev.evenkeel.server.foundation.jobs.WorkLoop;
import dev.evenkeel.server.rollouts.rollout.RolloutChanged;
import java.time.Duration;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Makes and resolves the forecasts of steps, drills and decisions every ten seconds, and soon after a decision
/// about a rollout. On a thread of its own: the guard only leaves a nudge here and goes on.
@Component
class RolloutForecastLoop extends WorkLoop {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration GATHER = Duration.ofSeconds(1);

    private final RepeatedWork work;

    RolloutForecastLoop(
            ForecastReader reader,
            StepForecasts steps,
            DrillForecasts drills,
            MajorIncidentForecasts incidents,
            PromisedDateForecasts dates) {
        List<ForecastSource> sources = List.of(steps, drills, incidents, dates);
        this.work = new RepeatedWork("forecasts of rollouts", PAUSE, GATHER, () -> reader.read(sources));
    }

    /// Looks soon.
    @EventListener
    void wake(RolloutChanged changed) {
        if (changed.decided()) {
            work.nudge();
        }
    }

    @Override
    protected RepeatedWork work() {
        return work;
    }
}
