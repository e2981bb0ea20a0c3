// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.IndicatorTimeline;
import dev.evenkeel.engine.slo.ObjectiveStatus;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.operations.slo.measurement.SloMinuteRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// The evaluator of SLOs from stored minutes. An evaluation reads one row for each hour of the period and some
/// hundred minutes: 720 and 700 for 30 days and the default rules. For time slices, it reads every minute.
@Component
class SloEvaluator {
    private static final Duration MARGIN = Duration.ofDays(1);

    private final SloMinuteRepository minutes;

    SloEvaluator(SloMinuteRepository minutes) {
        this.minutes = minutes;
    }

    /// Evaluates each objective.
    ///
    /// @param until end of the data to use, on a whole minute
    List<ObjectiveStatus> evaluate(Slo slo, Instant until) {
        return slo.evaluate(loadTimeline(slo, until), until);
    }

    /// Deletes minutes that are outside all windows.
    void deleteExpiredMinutes(Slo slo, Instant until) {
        minutes.deleteBefore(slo.name(), slo.windowStarts(until).getFirst().minus(MARGIN));
    }

    /// Deletes all minutes.
    void deleteMinutes(String slo) {
        minutes.deleteAll(slo);
    }

    private IndicatorTimeline loadTimeline(Slo slo, Instant until) {
        List<Instant> begins = slo.windowStarts(until);
        return slo.countsEvents()
                ? minutes.getHourlyTimeline(slo.name(), begins.getFirst(), until, begins)
                : minutes.getTimeline(slo.name(), begins.getFirst(), until);
    }
}
