// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.IndicatorTimeline;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.operations.slo.measurement.SloMinuteRepository;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// SLOs as they are now, and the minutes that are kept of them, for those who judge the past again.
/// Thread-safe.
@Component
public class SloMinuteQueries {
    private final SloService slos;
    private final SloMinuteRepository minutes;

    SloMinuteQueries(SloService slos, SloMinuteRepository minutes) {
        this.slos = slos;
        this.minutes = minutes;
    }

    /// All SLOs.
    public List<Slo> slos() {
        return slos.slos();
    }

    /// What is known of the minutes of an SLO that begin in [from, to); nothing of those that no window reaches
    /// any more. A row for each.
    public IndicatorTimeline of(String slo, Instant from, Instant to) {
        return minutes.timeline(slo, from, to);
    }
}
