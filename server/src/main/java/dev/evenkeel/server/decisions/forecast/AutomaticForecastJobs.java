// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/// The schedules of [AutomaticForecastService]: steps, drills and decisions every ten seconds and soon after each
/// decision about a rollout, follow-ups and causes once a minute.
@Component
class AutomaticForecastJobs {
    AutomaticForecastJobs(
            AutomaticForecastService forecasts,
            StepForecastSource steps,
            DrillPassForecastSource drills,
            MajorIncidentForecastSource incidents,
            PromisedDateForecastSource dates,
            FollowUpForecastSource followUps,
            RecurrenceForecastSource recurrences,
            BackgroundJobs jobs) {
        List<ForecastSource> ofRollouts = List.of(steps, drills, incidents, dates);
        jobs.add(BackgroundJob.builder(
                        "forecasts of rollouts", Duration.ofSeconds(10), () -> forecasts.generate(ofRollouts))
                .wakeUpOn(RolloutChangedEvent.class, RolloutChangedEvent::decided)
                .mergeWakeUpsWithin(Duration.ofSeconds(1)));
        List<ForecastSource> ofIncidents = List.of(followUps, recurrences);
        jobs.add(BackgroundJob.builder(
                "forecasts of incidents", Duration.ofMinutes(1), () -> forecasts.generate(ofIncidents)));
    }
}
