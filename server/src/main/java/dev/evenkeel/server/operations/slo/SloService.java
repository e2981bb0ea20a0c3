// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.IndicatorTimeline;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.operations.slo.measurement.SloMinuteRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The front door of service level objectives. Every answer is judged afresh by what is stored, so
/// that an answer never outlives its data. Thread-safe.
@Component
public class SloService {
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration A_DAY = Duration.ofDays(1);

    private final SloRepository kept;
    private final SloStatusQueries views;
    private final BudgetHistoryRepository budgets;
    private final BurnAlertRepository alerts;
    private final SloMinuteRepository minutes;

    SloService(
            SloRepository kept,
            SloStatusQueries views,
            BudgetHistoryRepository budgets,
            BurnAlertRepository alerts,
            SloMinuteRepository minutes) {
        this.kept = kept;
        this.views = views;
        this.budgets = budgets;
        this.alerts = alerts;
        this.minutes = minutes;
    }

    /// How all stand, by name.
    public List<SloStatus> all() {
        return slos().stream().map(views::of).toList();
    }

    /// How those of a service stand, by name; empty when it has none.
    public List<SloStatus> ofService(String service) {
        return slos().stream()
                .filter(slo -> slo.service().equals(service))
                .map(views::of)
                .toList();
    }

    /// How the SLO of that name stands, if there is one.
    public Optional<SloStatus> find(String name) {
        return slos().stream()
                .filter(slo -> slo.name().equals(name))
                .findFirst()
                .map(views::of);
    }

    /// How the SLO of that name stands.
    public SloStatus get(String name) {
        return find(name)
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.SLO_NOT_FOUND,
                        "There is no SLO " + name + ".",
                        "GET /api/v1/slos lists all of them."));
    }

    /// How an objective stood, hour by hour, oldest first; also of an SLO that is gone.
    public List<BudgetHistoryPoint> history(String name, String objective, Instant since) {
        return budgets.since(name, objective, since);
    }

    /// How each objective stood when its budget was last noted, of those that were noted in some hour since an
    /// instant.
    public List<RecordedObjectiveState> states(Instant since) {
        Map<String, Slo> byName = slos().stream().collect(Collectors.toMap(Slo::name, slo -> slo));
        return budgets.newest(since).stream()
                .flatMap(newest -> Stream.ofNullable(byName.get(newest.slo()))
                        .filter(slo -> slo.objectives().stream()
                                .anyMatch(objective -> objective.name().equals(newest.objective())))
                        .map(slo -> new RecordedObjectiveState(
                                slo.name(),
                                slo.service(),
                                newest.objective(),
                                newest.point().state(),
                                newest.point().remaining())))
                .toList();
    }

    /// Alerts of an SLO, newest first; also of one that is gone.
    public List<SloAlert> alerts(String name, int limit) {
        return alerts.newest(name, limit);
    }

    /// Alerts of all SLOs that fire, oldest first, a thousand at most.
    public List<SloAlert> firing() {
        return alerts.firing();
    }

    /// What the indicators of a service's SLOs counted in the minutes that begin in [from, to), by
    /// name.
    public List<SloEventCounts> counts(String service, Instant from, Instant to) {
        return slos().stream()
                .filter(slo -> slo.service().equals(service))
                .map(slo -> new SloEventCounts(
                        slo.name(), minutes.timeline(slo.name(), from, to).sum(from, to)))
                .toList();
    }

    /// What counted against each objective of a service in the minutes that begin in [from, to), by SLO.
    /// Minutes are kept for about a period; where none is known nothing counted.
    public List<ObjectiveMeasurement> measures(String service, Instant from, Instant to) {
        return slos().stream()
                .filter(slo -> slo.service().equals(service))
                .flatMap(slo -> {
                    IndicatorTimeline timeline = minutes.timeline(slo.name(), from, to);
                    return slo.objectives().stream()
                            .map(objective -> new ObjectiveMeasurement(
                                    slo.name(),
                                    objective.name(),
                                    slo.window().length().length(),
                                    slo.countsEvents(),
                                    objective.budgeting().measure(timeline, from, to)));
                })
                .toList();
    }

    /// How an objective stood when its present period began: a rolling one a period ago, one of the calendar at
    /// the end of the period before. Empty when that was not noted.
    public Optional<BudgetHistoryPoint> before(String name, String objective, Instant now) {
        return slos().stream()
                .filter(slo -> slo.name().equals(name))
                .findFirst()
                .map(slo -> slo.window().at(now).from())
                .flatMap(begin -> budgets.since(name, objective, begin.minus(A_DAY)).stream()
                        .filter(point -> point.hour().plus(AN_HOUR).compareTo(begin) <= 0)
                        .reduce((earlier, later) -> later));
    }

    /// Keys of the services that SLOs are about.
    public Set<String> services() {
        return slos().stream().map(Slo::service).collect(Collectors.toSet());
    }

    /// What is kept.
    public List<Slo> slos() {
        return kept.all();
    }
}
