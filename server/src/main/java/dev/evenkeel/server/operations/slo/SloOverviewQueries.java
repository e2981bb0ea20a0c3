// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.api.SloApi.BudgetHistoryPoint;
import dev.evenkeel.engine.slo.BurnRate;
import dev.evenkeel.engine.slo.IndicatorTimeline;
import dev.evenkeel.engine.slo.Objective;
import dev.evenkeel.engine.slo.ObjectiveStatus;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.operations.slo.measurement.SloMinuteImporter;
import dev.evenkeel.server.operations.slo.measurement.SloMinuteRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Queries for the state of all objectives, for overviews. The state is the last recorded one, at most about a
/// minute old; nothing is evaluated. Four queries, regardless of the number of objectives. Thread-safe.
@Component
public class SloOverviewQueries {
    private static final Duration AN_HOUR = Duration.ofHours(1);
    /* Older points do not describe the current state. */
    private static final Duration NOTED_WITHIN = Duration.ofHours(3);

    private final SloQueries slos;
    private final BudgetHistoryRepository budgets;
    private final SloMinuteRepository minutes;
    private final BurnAlertRepository alerts;

    SloOverviewQueries(
            SloQueries slos, BudgetHistoryRepository budgets, SloMinuteRepository minutes, BurnAlertRepository alerts) {
        this.slos = slos;
        this.budgets = budgets;
        this.minutes = minutes;
        this.alerts = alerts;
    }

    private record SloObjectiveKey(String slo, String objective) {}

    /// The data that was read.
    private record OverviewData(
            Map<SloObjectiveKey, BudgetHistoryPoint> noted,
            Map<String, IndicatorTimeline> minutes,
            List<SloAlert> firing,
            Instant now) {}

    /// Returns all objectives, by SLO, in their order in the SLO.
    @Transactional(readOnly = true)
    public List<ObjectiveSummary> listSummaries(Instant now) {
        List<Slo> kept = slos.listDefinitions();
        if (kept.isEmpty()) {
            return List.of();
        }
        var known = new OverviewData(
                budgets.listNewestByObjectives(keys(kept), now.minus(NOTED_WITHIN)).stream()
                        .collect(Collectors.toMap(
                                one -> new SloObjectiveKey(one.slo(), one.objective()),
                                BudgetHistoryRepository.LatestBudget::point)),
                minutes.listTimelines(kept.stream().map(Slo::name).toList(), now.minus(AN_HOUR.multipliedBy(2)), now),
                alerts.listFiring(),
                now);
        return kept.stream()
                .flatMap(slo -> slo.objectives().stream().map(objective -> toSummary(slo, objective, known)))
                .toList();
    }

    private static List<BudgetHistoryRepository.ObjectiveKey> keys(List<Slo> slos) {
        return slos.stream()
                .flatMap(slo -> slo.objectives().stream()
                        .map(objective -> new BudgetHistoryRepository.ObjectiveKey(slo.name(), objective.name())))
                .toList();
    }

    private static ObjectiveSummary toSummary(Slo slo, Objective objective, OverviewData known) {
        BudgetHistoryPoint budgetHistoryPoint = known.noted().get(new SloObjectiveKey(slo.name(), objective.name()));
        IndicatorTimeline timeline = known.minutes().getOrDefault(slo.name(), IndicatorTimeline.EMPTY);
        BurnRate burn = BurnRate.of(objective, timeline, AN_HOUR, SloMinuteImporter.horizon(slo, known.now()));
        boolean fires = known.firing().stream()
                .anyMatch(alert ->
                        alert.slo().equals(slo.name()) && alert.objective().equals(objective.name()));
        return new ObjectiveSummary(
                slo.name(),
                slo.service(),
                objective.name(),
                state(budgetHistoryPoint, fires),
                budgetHistoryPoint == null ? null : budgetHistoryPoint.remaining(),
                SloStatusResponses.number(burn.rate()));
    }

    private static ObjectiveStatus.State state(@Nullable BudgetHistoryPoint budgetHistoryPoint, boolean fires) {
        ObjectiveStatus.State state =
                budgetHistoryPoint == null ? ObjectiveStatus.State.NO_DATA : budgetHistoryPoint.state();
        return state == ObjectiveStatus.State.OK && fires ? ObjectiveStatus.State.BURNING : state;
    }
}
