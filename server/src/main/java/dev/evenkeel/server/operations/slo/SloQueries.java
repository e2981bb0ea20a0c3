// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.api.SloApi.BudgetHistoryPoint;
import dev.evenkeel.api.SloApi.SloStatusResponse;
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

/// Queries for SLOs. Each call of a method that returns [SloStatusResponse] evaluates the stored data anew.
/// Thread-safe.
@Component
public class SloQueries {
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration A_DAY = Duration.ofDays(1);

    private final SloCatalog sloCatalog;
    private final SloStatusQueries views;
    private final BudgetHistoryRepository budgets;
    private final BurnAlertRepository alerts;
    private final SloMinuteRepository minutes;

    SloQueries(
            SloCatalog sloCatalog,
            SloStatusQueries views,
            BudgetHistoryRepository budgets,
            BurnAlertRepository alerts,
            SloMinuteRepository minutes) {
        this.sloCatalog = sloCatalog;
        this.views = views;
        this.budgets = budgets;
        this.alerts = alerts;
        this.minutes = minutes;
    }

    /// Returns the status of all SLOs, by name.
    public List<SloStatusResponse> list() {
        return listDefinitions().stream().map(views::getStatus).toList();
    }

    /// Returns the status of the SLOs of a service, by name; empty when it has none.
    public List<SloStatusResponse> listByService(String service) {
        return listDefinitions().stream()
                .filter(slo -> slo.service().equals(service))
                .map(views::getStatus)
                .toList();
    }

    /// Finds the status of an SLO by name.
    public Optional<SloStatusResponse> findByName(String name) {
        return listDefinitions().stream()
                .filter(slo -> slo.name().equals(name))
                .findFirst()
                .map(views::getStatus);
    }

    /// Returns the status of an SLO by name.
    public SloStatusResponse get(String name) {
        return findByName(name)
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.SLO_NOT_FOUND,
                        "SLO " + name + " does not exist.",
                        "To list SLOs: ./evenkeel slo list"));
    }

    /// Returns the hourly history of an objective, oldest first; also of a deleted SLO.
    public List<BudgetHistoryPoint> listHistory(String name, String objective, Instant since) {
        return budgets.listSince(name, objective, since);
    }

    /// Returns the latest recorded state of each objective that has a budget history point at an instant or
    /// later.
    public List<RecordedObjectiveState> listStates(Instant since) {
        Map<String, Slo> byName = listDefinitions().stream().collect(Collectors.toMap(Slo::name, slo -> slo));
        return budgets.listNewest(since).stream()
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

    /// Returns alerts of an SLO, newest first; also of a deleted one.
    public List<SloAlert> listAlerts(String name, int limit) {
        return alerts.listNewest(name, limit);
    }

    /// Returns firing alerts of all SLOs, oldest first, at most 1,000.
    public List<SloAlert> listFiringAlerts() {
        return alerts.listFiring();
    }

    /// Returns the counts of a service's SLOs in the minutes that start in [from, to), by name.
    public List<SloEventCounts> listCounts(String service, Instant from, Instant to) {
        return listDefinitions().stream()
                .filter(slo -> slo.service().equals(service))
                .map(slo -> new SloEventCounts(
                        slo.name(), minutes.getTimeline(slo.name(), from, to).sum(from, to)))
                .toList();
    }

    /// Returns the budget consumption of each objective of a service in the minutes that start in [from, to),
    /// by SLO. Minutes are stored for about a budget period; minutes without data count nothing.
    public List<ObjectiveBudgetConsumption> listMeasurements(String service, Instant from, Instant to) {
        return listDefinitions().stream()
                .filter(slo -> slo.service().equals(service))
                .flatMap(slo -> {
                    IndicatorTimeline timeline = minutes.getTimeline(slo.name(), from, to);
                    return slo.objectives().stream()
                            .map(objective -> new ObjectiveBudgetConsumption(
                                    slo.name(),
                                    objective.name(),
                                    slo.window().length().toDuration(),
                                    slo.countsEvents(),
                                    objective.budgeting().measure(timeline, from, to)));
                })
                .toList();
    }

    /// Returns the history point at the start of the current budget period: for a rolling window one period
    /// ago, for a calendar window at the end of the previous period. Empty if none was recorded.
    public Optional<BudgetHistoryPoint> findPeriodStart(String name, String objective, Instant now) {
        return listDefinitions().stream()
                .filter(slo -> slo.name().equals(name))
                .findFirst()
                .map(slo -> slo.window().periodAt(now).start())
                .flatMap(begin -> budgets.listSince(name, objective, begin.minus(A_DAY)).stream()
                        .filter(point -> point.hour().plus(AN_HOUR).compareTo(begin) <= 0)
                        .reduce((earlier, later) -> later));
    }

    /// Returns keys of services with SLOs.
    public Set<String> listServices() {
        return listDefinitions().stream().map(Slo::service).collect(Collectors.toSet());
    }

    /// Returns all SLO definitions.
    public List<Slo> listDefinitions() {
        return sloCatalog.listAll();
    }
}
