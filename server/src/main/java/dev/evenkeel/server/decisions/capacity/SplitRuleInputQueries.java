// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.api.SloApi.BudgetHistoryPoint;
import dev.evenkeel.api.SloApi.ObjectiveStatusResponse;
import dev.evenkeel.api.SloApi.SloStatusResponse;
import dev.evenkeel.engine.capacity.IncidentWithErrorBudgetUse;
import dev.evenkeel.engine.capacity.SloErrorBudget;
import dev.evenkeel.engine.capacity.SplitRecommendation;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.incident.HarmStart;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.TimestampWithPrecision;
import dev.evenkeel.engine.slo.ObjectiveStatus;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.operations.incident.IncidentQueries;
import dev.evenkeel.server.operations.slo.ObjectiveBudgetConsumption;
import dev.evenkeel.server.operations.slo.SloQueries;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Queries for the inputs of the split rules: the error budgets of a team's services, and the share of them
/// that incidents consumed.
@Component
class SplitRuleInputQueries {
    private static final Set<ObjectiveStatus.State> KNOWN =
            Set.of(ObjectiveStatus.State.OK, ObjectiveStatus.State.BURNING, ObjectiveStatus.State.SPENT);

    private final ServiceCatalogService services;
    private final SloQueries slos;
    private final IncidentQueries incidents;

    SplitRuleInputQueries(ServiceCatalogService services, SloQueries slos, IncidentQueries incidents) {
        this.services = services;
        this.slos = slos;
        this.incidents = incidents;
    }

    /// The inputs from a team's services.
    record SplitRuleInputs(List<SloErrorBudget> budgets, List<IncidentWithErrorBudgetUse> incidents) {}

    /// @param team empty for all services, including those missing in the catalogue
    SplitRuleInputs getByTeam(String team, Instant now) {
        Set<String> owned = services.list().stream()
                .filter(service -> service.owner().equals(team))
                .map(Service::key)
                .collect(Collectors.toSet());
        List<SloStatusResponse> views = slos.list().stream()
                .filter(slo -> team.isEmpty() || owned.contains(slo.service()))
                .toList();
        Instant from = now.minus(SplitRecommendation.QUARTER);
        return new SplitRuleInputs(
                views.stream()
                        .flatMap(slo -> slo.objectives().stream().map(objective -> toBudget(slo, objective, now)))
                        .toList(),
                incidents.listSince(from, "").stream()
                        .filter(one -> team.isEmpty() || owned.contains(one.service()))
                        .filter(one -> !one.account().nearMiss())
                        .map(one -> toBudgetUse(one, views, now))
                        .filter(one -> !one.began().isBefore(from))
                        .toList());
    }

    private SloErrorBudget toBudget(SloStatusResponse slo, ObjectiveStatusResponse objective, Instant now) {
        return new SloErrorBudget(
                slo.name() + " " + objective.name(),
                slo.service(),
                slo.window(),
                KNOWN.contains(objective.state()) ? objective.remaining() : null,
                slos.findPeriodStart(slo.name(), objective.name(), now)
                        .filter(point -> KNOWN.contains(point.state()))
                        .map(BudgetHistoryPoint::remaining)
                        .orElse(null),
                "/slos/" + slo.name());
    }

    private IncidentWithErrorBudgetUse toBudgetUse(Incident incident, List<SloStatusResponse> views, Instant now) {
        Instant began = HarmStart.of(incident).moment().at();
        return new IncidentWithErrorBudgetUse(
                incident.id(),
                incident.title(),
                incident.service(),
                began,
                incident.account().causeShares(),
                views.stream().anyMatch(slo -> slo.service().equals(incident.service()))
                        ? share(incident, began, views, now)
                        : null,
                incident.state() == IncidentState.REVIEWED
                        && incident.followUps().stream().allMatch(one -> one.done() != null));
    }

    /* The largest share among the objectives of the service. */
    private @Nullable Double share(Incident incident, Instant began, List<SloStatusResponse> views, Instant now) {
        return slos.listMeasurements(incident.service(), began, end(incident, began, now)).stream()
                .map(measure -> share(incident, measure, allowed(measure, views)))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /* The start of the impact when a closed incident has no recorded end after it: the period is then empty. */
    private static Instant end(Incident incident, Instant began, Instant now) {
        return Stream.of(IncidentPhase.MITIGATED, IncidentPhase.RESOLVED)
                .map(incident.response()::timeOf)
                .filter(Objects::nonNull)
                .map(TimestampWithPrecision::at)
                .findFirst()
                .filter(began::isBefore)
                .orElse(incident.state().isOpen() ? now : began);
    }

    private static double allowed(ObjectiveBudgetConsumption measure, List<SloStatusResponse> views) {
        return views.stream()
                .filter(slo -> slo.name().equals(measure.slo()))
                .flatMap(slo -> slo.objectives().stream())
                .filter(objective -> objective.name().equals(measure.objective()))
                .mapToDouble(ObjectiveStatusResponse::allowedBadEvents)
                .findFirst()
                .orElse(0);
    }

    /*
     * The bad events that the objective counted in the period or, without its data, the failed requests
     * recorded in the incident.
     */
    private static @Nullable Double share(Incident incident, ObjectiveBudgetConsumption measure, double allowed) {
        Long failed = incident.account().impact().failedRequests();
        double weight = (double) measure.period().toSeconds() / SplitRecommendation.FOUR_WEEKS.toSeconds();
        if (allowed <= 0) {
            return null;
        }
        if (measure.measure().total() > 0) {
            return measure.measure().bad() / allowed * weight;
        }
        return failed == null || !measure.countsEvents() ? null : (Double) (failed / allowed * weight);
    }
}
