// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.report;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentLoss;
import dev.evenkeel.engine.incident.IncidentsByQuarterReport;
import dev.evenkeel.server.operations.incident.IncidentRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The service that computes the quarterly incident report from stored incidents. Thread-safe.
@Component
public class IncidentQuarterReportService {
    /* Harm may start after an incident is opened, for example by an early warning, but never this late. */
    private static final Duration MARGIN = Duration.ofDays(92);

    private final IncidentRepository incidents;
    private final Clock clock;

    IncidentQuarterReportService(IncidentRepository incidents, Clock clock) {
        this.incidents = incidents;
        this.clock = clock;
    }

    /// Computes the report.
    ///
    /// @param service only incidents of this service; empty for all services
    /// @param quarters number of quarters, including the current one; 1 or more
    /// @param currency currency of the losses to include; null for the most frequent one
    public IncidentsByQuarterReport report(String service, int quarters, @Nullable String currency) {
        Instant now = clock.instant();
        List<Incident> known = incidents.listSince(
                IncidentsByQuarterReport.startOf(quarters, now).minus(MARGIN), service);
        return IncidentsByQuarterReport.of(
                known, quarters, currency == null ? IncidentLoss.mostFrequentCurrency(known) : currency, now);
    }
}
