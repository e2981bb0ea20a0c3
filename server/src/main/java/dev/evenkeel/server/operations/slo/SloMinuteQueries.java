// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.IndicatorTimeline;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.operations.slo.measurement.SloMinuteRepository;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Queries for current SLOs and their stored minutes, for evaluations of the past. Thread-safe.
@Component
public class SloMinuteQueries {
    private final SloQueries slos;
    private final SloMinuteRepository minutes;

    SloMinuteQueries(SloQueries slos, SloMinuteRepository minutes) {
        this.slos = slos;
        this.minutes = minutes;
    }

    /// Returns all SLOs.
    public List<Slo> listSlos() {
        return slos.listDefinitions();
    }

    /// Returns the stored minutes of an SLO that start in [from, to); minutes outside all windows have been
    /// deleted. Reads one row for each.
    public IndicatorTimeline getTimeline(String slo, Instant from, Instant to) {
        return minutes.getTimeline(slo, from, to);
    }
}
