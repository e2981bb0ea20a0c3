// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/// A job that creates and resolves the forecasts for follow-ups and causes, once a minute.
@Component
class IncidentReviewForecastJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final RepeatingTask task;

    IncidentReviewForecastJob(
            AutomaticForecastService reader, FollowUpForecastSource followUps, RecurrenceForecastSource recurrences) {
        List<ForecastSource> sources = List.of(followUps, recurrences);
        this.task = new RepeatingTask("forecasts of incidents", PAUSE, Duration.ZERO, () -> reader.generate(sources));
    }

    @Override
    protected RepeatingTask task() {
        return task;
    }
}
