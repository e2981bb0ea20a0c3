// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.report;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentLoss;
import dev.evenkeel.engine.incident.QuarterlyIncidentReport;
import dev.evenkeel.server.operations.incident.IncidentRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Incidents quarter by quarter, by what is kept. Thread-safe.
@Component
public class IncidentQuarterReportService {
    /* Harm may begin after an incident was opened, as when a warning came first: never so long. */
    private static final Duration MARGIN = Duration.ofDays(92);

    private final IncidentRepository incidents;
    private final Clock clock;

    IncidentQuarterReportService(IncidentRepository incidents, Clock clock) {
        this.incidents = incidents;
        this.clock = clock;
    }

    /// The report.
    ///
    /// @param service only incidents of this service; empty for all
    /// @param quarters how many, the present one included, 1 or more
    /// @param currency of money that counts; null for the one that most incidents have
    public QuarterlyIncidentReport of(String service, int quarters, @Nullable String currency) {
        Instant now = clock.instant();
        List<Incident> known =
                incidents.since(QuarterlyIncidentReport.from(quarters, now).minus(MARGIN), service);
        return QuarterlyIncidentReport.of(
                known, quarters, currency == null ? IncidentLoss.usualCurrency(known) : currency, now);
    }
}
