// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.report;

import dev.evenkeel.engine.cause.CauseHarmRanking;
import dev.evenkeel.engine.cause.CauseHarmRankingCalculator;
import dev.evenkeel.engine.cause.HarmMeasure;
import dev.evenkeel.engine.cause.PastIncidentHarm;
import dev.evenkeel.engine.incident.HarmDurationCalculator;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentLoss;
import dev.evenkeel.server.operations.incident.IncidentRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The service that ranks incident causes by harm. Near misses are excluded: they affected no users.
/// Thread-safe.
@Component
public class CauseReportService {
    /// Maximum number of days that a report may cover.
    public static final int MOST_DAYS = 3_650;

    private static final long SEED = 1;

    private final IncidentRepository incidents;
    private final Clock clock;

    CauseReportService(IncidentRepository incidents, Clock clock) {
        this.incidents = incidents;
        this.clock = clock;
    }

    /// The parameters of a cause report.
    ///
    /// @param measure measure of harm to sort by
    /// @param days number of past days to include, 1 or more
    /// @param service only incidents of this service; empty for all services
    /// @param currency currency of the losses to include; null for the most frequent one
    public record CauseReportQuery(
            HarmMeasure measure,
            int days,
            String service,
            @Nullable String currency) {}

    /// A cause report.
    ///
    /// @param currency currency of the losses that were included; null when no incident has a loss
    /// @param report the ranked causes
    /// @param incidents all incidents in the period, oldest first; includes those without a cause or known harm
    public record CauseReportResult(@Nullable String currency, CauseHarmRanking report, List<Incident> incidents) {
        public CauseReportResult {
            incidents = List.copyOf(incidents);
        }
    }

    /// Returns keys of services with incidents in the period, in order.
    ///
    /// @param days number of past days to include, 1 or more
    public List<String> listServices(int days) {
        return incidents.listServices(clock.instant().minus(Duration.ofDays(days)));
    }

    /// Ranks the causes.
    public CauseReportResult report(CauseReportQuery causeReportQuery) {
        Instant now = clock.instant();
        List<Incident> past =
                incidents
                        .listSince(now.minus(Duration.ofDays(causeReportQuery.days())), causeReportQuery.service())
                        .stream()
                        .filter(incident -> !incident.account().nearMiss())
                        .toList();
        String currency = causeReportQuery.currency() == null
                ? IncidentLoss.mostFrequentCurrency(past)
                : causeReportQuery.currency();
        return new CauseReportResult(
                currency,
                CauseHarmRankingCalculator.rank(
                        past.stream()
                                .map(incident -> toPastIncident(incident, currency))
                                .toList(),
                        causeReportQuery.measure(),
                        causeReportQuery.days(),
                        SEED),
                past);
    }

    private static PastIncidentHarm toPastIncident(Incident incident, @Nullable String currency) {
        IncidentLoss loss = incident.account().impact().financialLoss();
        return new PastIncidentHarm(
                incident.account().causeShares(),
                loss == null || !loss.currency().equals(currency)
                        ? null
                        : loss.amount().doubleValue(),
                HarmDurationCalculator.calculateMinutes(incident));
    }
}
