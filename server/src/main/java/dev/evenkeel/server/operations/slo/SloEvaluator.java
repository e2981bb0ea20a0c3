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

/// Judges SLOs by what is stored. A judgement reads a row for each hour of the period and some hundred minutes:
/// 720 and 700 for 30 days and the usual rules. Where slices of time count, it reads every minute.
@Component
class SloEvaluator {
    private static final Duration MARGIN = Duration.ofDays(1);

    private final SloMinuteRepository minutes;

    SloEvaluator(SloMinuteRepository minutes) {
        this.minutes = minutes;
    }

    /// How each objective stands.
    ///
    /// @param until up to which minutes may be known, on a whole minute
    List<ObjectiveStatus> judge(Slo slo, Instant until) {
        return slo.standings(timeline(slo, until), until);
    }

    /// Forgets minutes that no window reaches any more.
    void forget(Slo slo, Instant until) {
        minutes.deleteBefore(slo.name(), slo.windowBegins(until).getFirst().minus(MARGIN));
    }

    /// Forgets all minutes.
    void forget(String slo) {
        minutes.deleteAll(slo);
    }

    private IndicatorTimeline timeline(Slo slo, Instant until) {
        List<Instant> begins = slo.windowBegins(until);
        return slo.countsEvents()
                ? minutes.timelineInHours(slo.name(), begins.getFirst(), until, begins)
                : minutes.timeline(slo.name(), begins.getFirst(), until);
    }
}
