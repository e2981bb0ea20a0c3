// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.report;

import dev.evenkeel.engine.cause.CauseRanking;
import dev.evenkeel.engine.cause.CauseRankingCalculator;
import dev.evenkeel.engine.cause.HarmMeasure;
import dev.evenkeel.engine.cause.PastIncident;
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

/// Which causes do the most harm, by the incidents that are kept. Near misses do not count: they hurt
/// nobody. Thread-safe.
@Component
public class CauseReportService {
    /// Most days that can be asked for.
    public static final int MOST_DAYS = 3_650;

    private static final long SEED = 1;

    private final IncidentRepository incidents;
    private final Clock clock;

    CauseReportService(IncidentRepository incidents, Clock clock) {
        this.incidents = incidents;
        this.clock = clock;
    }

    /// What is asked.
    ///
    /// @param measure what causes are ordered by
    /// @param days of the past that count, 1 or more
    /// @param service only incidents of this service; empty for all
    /// @param currency of money that counts; null for the one that most incidents have
    public record CauseReportQuery(
            HarmMeasure measure,
            int days,
            String service,
            @Nullable String currency) {}

    /// What was found.
    ///
    /// @param currency of money that counted; null when no incident has any
    /// @param report the causes in order
    /// @param incidents that were looked at, those without a cause or a known harm too, oldest first
    public record CauseReportResult(@Nullable String currency, CauseRanking report, List<Incident> incidents) {
        public CauseReportResult {
            incidents = List.copyOf(incidents);
        }
    }

    /// Services that had incidents in the days that count, by key.
    ///
    /// @param days of the past that count, 1 or more
    public List<String> services(int days) {
        return incidents.services(clock.instant().minus(Duration.ofDays(days)));
    }

    /// The causes in order.
    public CauseReportResult report(CauseReportQuery question) {
        Instant now = clock.instant();
        List<Incident> past = incidents.since(now.minus(Duration.ofDays(question.days())), question.service()).stream()
                .filter(incident -> !incident.account().nearMiss())
                .toList();
        String currency = question.currency() == null ? IncidentLoss.usualCurrency(past) : question.currency();
        return new CauseReportResult(
                currency,
                CauseRankingCalculator.report(
                        past.stream().map(incident -> past(incident, currency)).toList(),
                        question.measure(),
                        question.days(),
                        SEED),
                past);
    }

    private static PastIncident past(Incident incident, @Nullable String currency) {
        IncidentLoss lost = incident.account().impact().lost();
        return new PastIncident(
                incident.account().causeParts(),
                lost == null || !lost.currency().equals(currency)
                        ? null
                        : lost.amount().doubleValue(),
                HarmDurationCalculator.minutes(incident));
    }
}
