// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.incident;

import dev.evenkeel.engine.cause.CauseReport;
import dev.evenkeel.engine.cause.CauseStudy;
import dev.evenkeel.engine.cause.Measure;
import dev.evenkeel.engine.cause.PastIncident;
import dev.evenkeel.engine.incident.Cause;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.Loss;
import dev.evenkeel.engine.incident.Moment;
import dev.evenkeel.engine.incident.Phase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Which causes do the most harm, by the incidents that are kept. Near misses do not count: they hurt
/// nobody. Thread-safe.
@Component
public class Causes {
    private static final long SEED = 1;
    private static final double SECONDS_PER_MINUTE = 60;

    private final IncidentTable incidents;
    private final Clock clock;

    Causes(IncidentTable incidents, Clock clock) {
        this.incidents = incidents;
        this.clock = clock;
    }

    /// What is asked.
    ///
    /// @param measure what causes are ordered by
    /// @param days of the past that count, 1 or more
    /// @param service only incidents of this service; empty for all
    /// @param currency of money that counts; null for the one that most incidents have
    public record Question(
            Measure measure,
            int days,
            String service,
            @Nullable String currency) {}

    /// What was found.
    ///
    /// @param currency of money that counted; null when no incident has any
    /// @param report the causes in order
    public record Answer(@Nullable String currency, CauseReport report) {}

    /// The causes in order.
    public Answer report(Question question) {
        Instant now = clock.instant();
        List<Incident> past = incidents.since(now.minus(Duration.ofDays(question.days())), question.service()).stream()
                .filter(incident -> !incident.account().nearMiss())
                .toList();
        String currency = question.currency() == null ? usual(past) : question.currency();
        return new Answer(
                currency,
                CauseStudy.report(
                        past.stream().map(incident -> past(incident, currency)).toList(),
                        question.measure(),
                        question.days(),
                        SEED));
    }

    private static @Nullable String usual(List<Incident> incidents) {
        return incidents.stream()
                .map(incident -> incident.account().impact().lost())
                .filter(Objects::nonNull)
                .map(Loss::currency)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private static PastIncident past(Incident incident, @Nullable String currency) {
        double sum =
                incident.account().causes().stream().mapToDouble(Cause::weight).sum();
        Map<String, Double> parts = new HashMap<>();
        incident.account().causes().forEach(cause -> parts.merge(cause.name(), cause.weight() / sum, Double::sum));
        Loss lost = incident.account().impact().lost();
        return new PastIncident(
                parts,
                lost == null || !lost.currency().equals(currency)
                        ? null
                        : lost.amount().doubleValue(),
                minutes(incident));
    }

    private static @Nullable Double minutes(Incident incident) {
        Moment from = incident.response().at(Phase.HARM_STARTED);
        Moment to = incident.response().at(Phase.MITIGATED);
        return from == null || to == null
                ? null
                : Math.max(0, Duration.between(from.at(), to.at()).toMillis() / 1000.0 / SECONDS_PER_MINUTE);
    }
}
