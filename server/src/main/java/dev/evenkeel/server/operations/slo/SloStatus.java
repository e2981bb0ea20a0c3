// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.BurnAlertEvaluation;
import dev.evenkeel.engine.slo.BurnAlertRule;
import dev.evenkeel.engine.slo.BurnRate;
import dev.evenkeel.engine.slo.ErrorBudget;
import dev.evenkeel.engine.slo.ObjectiveStatus;
import dev.evenkeel.engine.slo.ServiceLevelIndicator;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.engine.slo.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The status of an SLO, also as the HTTP API returns it (docs/reference/http-api.md).
///
/// @param window description of the budget period
/// @param source description of the data source
/// @param at end of the data that was evaluated
/// @param error why the source cannot be queried, one sentence; null while it can
public record SloStatus(
        String name,
        String service,
        String window,
        String source,
        Instant at,
        @Nullable String error,
        List<Objective> objectives) {

    /// The status of one objective.
    ///
    /// @param target required share of good events or slices
    /// @param state never `OK` without data
    /// @param good good events, or time slices, in the period so far
    /// @param allowedBadEvents allowed bad events, or slices, in the whole period
    /// @param remaining share of the budget that is left, negative when overspent; null without data
    /// @param dataCoverage share of the period so far that has data
    /// @param periodEnds when the budget is reset; null for a rolling window
    /// @param lastDataAt end of the newest minute with data; null without data
    public record Objective(
            String name,
            double target,
            ObjectiveStatus.State state,
            double good,
            double total,
            double allowedBadEvents,
            @Nullable Double remaining,
            double dataCoverage,
            @Nullable Instant periodEnds,
            @Nullable Instant lastDataAt,
            List<BurnRuleStatus> burns) {}

    /// The status of one burn-rate rule.
    ///
    /// @param longBurn burn rate over the long window; null without data
    /// @param firingSince null unless its alert fires
    /// @param endsWhen condition that ends the alert, one sentence
    public record BurnRuleStatus(
            String rule,
            BurnAlertRule.Severity severity,
            double threshold,
            Duration longWindow,
            @Nullable Double longBurn,
            Duration shortWindow,
            @Nullable Double shortBurn,
            BurnAlertEvaluation.State state,
            @Nullable Instant firingSince,
            String endsWhen) {}

    static SloStatus of(
            Slo slo, List<ObjectiveStatus> standings, @Nullable String error, List<SloAlert> firing, Instant at) {
        return new SloStatus(
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

    private static Objective objective(Slo slo, ObjectiveStatus objectiveStatus, List<SloAlert> firing) {
        ErrorBudget budget = objectiveStatus.budget();
        List<BurnRuleStatus> burns = objectiveStatus.alerts().stream()
                .map(alert -> burn(objectiveStatus.objective().name(), alert, firing))
                .toList();
        boolean burning = burns.stream().anyMatch(burn -> burn.firingSince() != null);
        ObjectiveStatus.State state = objectiveStatus.state() == ObjectiveStatus.State.OK && burning
                ? ObjectiveStatus.State.BURNING
                : objectiveStatus.state();
        return new Objective(
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
