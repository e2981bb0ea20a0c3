// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.api.SloApi.BurnRuleStatus;
import dev.evenkeel.api.SloApi.ObjectiveStatusResponse;
import dev.evenkeel.api.SloApi.SloStatusResponse;
import dev.evenkeel.engine.slo.BurnAlertEvaluation;
import dev.evenkeel.engine.slo.BurnAlertRule;
import dev.evenkeel.engine.slo.BurnRate;
import dev.evenkeel.engine.slo.ErrorBudget;
import dev.evenkeel.engine.slo.ObjectiveStatus;
import dev.evenkeel.engine.slo.ServiceLevelIndicator;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.engine.slo.TimeWindow;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Conversion of the status of SLOs to responses.
final class SloStatusResponses {
    private SloStatusResponses() {}

    static SloStatusResponse of(
            Slo slo, List<ObjectiveStatus> standings, @Nullable String error, List<SloAlert> firing, Instant at) {
        return new SloStatusResponse(
                slo.name(),
                slo.service(),
                format(slo.window()),
                format(slo.indicator()),
                at,
                error,
                standings.stream()
                        .map(objectiveStatus -> objective(slo, objectiveStatus, firing))
                        .toList());
    }

    private static ObjectiveStatusResponse objective(Slo slo, ObjectiveStatus objectiveStatus, List<SloAlert> firing) {
        ErrorBudget budget = objectiveStatus.budget();
        List<BurnRuleStatus> burns = objectiveStatus.alerts().stream()
                .map(alert -> burn(objectiveStatus.objective().name(), alert, firing))
                .toList();
        boolean burning = burns.stream().anyMatch(burn -> burn.firingSince() != null);
        ObjectiveStatus.State state = objectiveStatus.state() == ObjectiveStatus.State.OK && burning
                ? ObjectiveStatus.State.BURNING
                : objectiveStatus.state();
        return new ObjectiveStatusResponse(
                objectiveStatus.objective().name(),
                objectiveStatus.objective().target(),
                state,
                budget.measure().good(),
                budget.measure().total(),
                budget.allowedBadEvents(),
                number(budget.remaining()),
                budget.measure().coverage().share(),
                slo.window() instanceof TimeWindow.Calendar ? budget.period().end() : null,
                objectiveStatus.lastDataAt(),
                burns);
    }

    private static BurnRuleStatus burn(String objective, BurnAlertEvaluation alert, List<SloAlert> firing) {
        BurnAlertRule rule = alert.rule();
        Instant since = firing.stream()
                .filter(one -> one.isOf(objective, rule.name()))
                .map(SloAlert::startedAt)
                .findFirst()
                .orElse(null);
        return new BurnRuleStatus(
                rule.name(),
                rule.severity(),
                rule.threshold(),
                rule.longWindow(),
                rate(alert.longBurn()),
                rule.shortWindow(),
                rate(alert.shortBurn()),
                alert.state(),
                since,
                alert.endCondition());
    }

    private static @Nullable Double rate(BurnRate burn) {
        return number(burn.rate());
    }

    static @Nullable Double number(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    private static String format(TimeWindow window) {
        return switch (window) {
            case TimeWindow.Rolling rolling -> "the last " + rolling.length();
            case TimeWindow.Calendar calendar ->
                "each " + calendar.length() + " since " + calendar.start() + " " + calendar.zone();
        };
    }

    private static String format(ServiceLevelIndicator indicator) {
        return switch (indicator) {
            case ServiceLevelIndicator.FlagOutcomesIndicator outcomes ->
                "calls of flag " + outcomes.flag() + " in environment " + outcomes.environment();
            case ServiceLevelIndicator.PrometheusCountersIndicator counters ->
                (counters.good() ? "good: " : "bad: ") + counters.part() + ", total: " + counters.total()
                        + " (Prometheus)";
            case ServiceLevelIndicator.UnsupportedIndicator foreign -> foreign.reason();
        };
    }
}
