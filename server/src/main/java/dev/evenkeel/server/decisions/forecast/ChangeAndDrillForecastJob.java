// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import java.time.Duration;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// A job that creates and resolves the forecasts for steps, drills and decisions, every ten seconds and soon
/// after each decision about a rollout. Runs on its own thread: the guard only sends a wake-up and does not
/// wait.
@Component
class ChangeAndDrillForecastJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration GATHER = Duration.ofSeconds(1);

    private final RepeatingTask task;

    ChangeAndDrillForecastJob(
            AutomaticForecastService reader,
            StepForecastSource steps,
            DrillPassForecastSource drills,
            MajorIncidentForecastSource incidents,
            PromisedDateForecastSource dates) {
        List<ForecastSource> sources = List.of(steps, drills, incidents, dates);
        this.task = new RepeatingTask("forecasts of rollouts", PAUSE, GATHER, () -> reader.generate(sources));
    }

    /// Requests a run soon.
    @EventListener
    void wake(RolloutChangedEvent changed) {
        if (changed.decided()) {
            task.runSoon();
        }
    }

    @Override
    protected RepeatingTask task() {
        return task;
    }
}
