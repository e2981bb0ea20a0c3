// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import java.time.Duration;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Makes and resolves the forecasts of steps, drills and decisions every ten seconds, and soon after a decision
/// about a rollout. On a thread of its own: the guard only leaves a nudge here and goes on.
@Component
class RolloutForecastJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration GATHER = Duration.ofSeconds(1);

    private final RepeatingTask work;

    RolloutForecastJob(
            ForecastGenerator reader,
            StepForecastSource steps,
            DrillForecastSource drills,
            MajorIncidentForecastSource incidents,
            PromisedDateForecastSource dates) {
        List<ForecastSource> sources = List.of(steps, drills, incidents, dates);
        this.work = new RepeatingTask("forecasts of rollouts", PAUSE, GATHER, () -> reader.read(sources));
    }

    /// Looks soon.
    @EventListener
    void wake(RolloutChangedEvent changed) {
        if (changed.decided()) {
            work.nudge();
        }
    }

    @Override
    protected RepeatingTask work() {
        return work;
    }
}
