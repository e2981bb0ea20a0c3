// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.server.foundation.jobs.RepeatedWork;
import dev.evenkeel.server.foundation.jobs.WorkLoop;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/// Makes and resolves the forecasts of follow-ups and of causes, once a minute.
@Component
class IncidentForecastLoop extends WorkLoop {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final RepeatedWork work;

    IncidentForecastLoop(ForecastReader reader, FollowUpForecasts followUps, RecurrenceForecasts recurrences) {
        List<ForecastSource> sources = List.of(followUps, recurrences);
        this.work = new RepeatedWork("forecasts of incidents", PAUSE, Duration.ZERO, () -> reader.read(sources));
    }

    @Override
    protected RepeatedWork work() {
        return work;
    }
}
