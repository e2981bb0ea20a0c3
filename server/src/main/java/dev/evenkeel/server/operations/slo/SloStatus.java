// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.BurnAlert;
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

/// How an SLO stands, for other modules and as the HTTP API shows it (docs/reference/http-api.md).
///
/// @param window its period, for people
/// @param source where its counts come from, for people
/// @param at up to which minutes were judged
/// @param failure why its source cannot be asked, one sentence; null while it can
public record SloStatus(
        String name,
        String service,
        String window,
        String source,
        Instant at,
        @Nullable String failure,
        List<Objective> objectives) {

    /// How one objective stands.
    ///
    /// @param target share that has to be good
    /// @param state never `OK` without data
    /// @param good good events, or slices, of the period so far
    /// @param allowed what may be bad in the whole period
    /// @param remaining share of the budget that is left, negative when overspent; null when nothing counted
    /// @param known share of the period so far that is known
    /// @param periodEnds when the budget begins anew; null for a rolling window
    /// @param lastDataAt end of the newest minute that was counted; null when none was
    public record Objective(
            String name,
            double target,
            ObjectiveStatus.State state,
            double good,
            double total,
            double allowed,
            @Nullable Double remaining,
            double known,
            @Nullable Instant periodEnds,
            @Nullable Instant lastDataAt,
            List<BurnRuleStatus> burns) {}

    /// What one rule makes of an objective.
    ///
    /// @param longBurn burn rate over the long window; null when nothing counted
    /// @param firingSince null unless its alert fires
    /// @param endsWhen what would end it, one sentence
    public record BurnRuleStatus(
            String rule,
            BurnAlertRule.Severity severity,
            double threshold,
            Duration longWindow,
            @Nullable Double longBurn,
            Duration shortWindow,
            @Nullable Double shortBurn,
            BurnAlert.State answer,
            @Nullable Instant firingSince,
            String endsWhen) {}

    static SloStatus of(
            Slo slo, List<ObjectiveStatus> standings, @Nullable String failure, List<SloAlert> firing, Instant at) {
        return new SloStatus(
                slo.name(),
                slo.service(),
                words(slo.window()),
                words(slo.indicator()),
                at,
                failure,
                standings.stream()
                        .map(standing -> objective(slo, standing, firing))
                        .toList());
    }

    private static Objective objective(Slo slo, ObjectiveStatus standing, List<SloAlert> firing) {
        ErrorBudget budget = standing.budget();
        List<BurnRuleStatus> burns = standing.alerts().stream()
                .map(alert -> burn(standing.objective().name(), alert, firing))
                .toList();
        boolean burning = burns.stream().anyMatch(burn -> burn.firingSince() != null);
        ObjectiveStatus.State state = standing.state() == ObjectiveStatus.State.OK && burning
                ? ObjectiveStatus.State.BURNING
                : standing.state();
        return new Objective(
                standing.objective().name(),
                standing.objective().target(),
                state,
                budget.measure().good(),
                budget.measure().total(),
                budget.allowed(),
                number(budget.remaining()),
                budget.measure().coverage().share(),
                slo.window() instanceof TimeWindow.Calendar ? budget.period().end() : null,
                standing.lastDataAt(),
                burns);
    }

    private static BurnRuleStatus burn(String objective, BurnAlert alert, List<SloAlert> firing) {
        BurnAlertRule rule = alert.rule();
        Instant since = firing.stream()
                .filter(one -> one.isOf(objective, rule.name()))
                .map(SloAlert::beganAt)
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
                alert.answer(),
                since,
                alert.endsWhen());
    }

    private static @Nullable Double rate(BurnRate burn) {
        return number(burn.rate());
    }

    static @Nullable Double number(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    private static String words(TimeWindow window) {
        return switch (window) {
            case TimeWindow.Rolling rolling -> "the last " + rolling.length();
            case TimeWindow.Calendar calendar ->
                "each " + calendar.length() + " since " + calendar.start() + " " + calendar.zone();
        };
    }

    private static String words(ServiceLevelIndicator indicator) {
        return switch (indicator) {
            case ServiceLevelIndicator.Outcomes outcomes ->
                "calls of flag " + outcomes.flag() + " in environment " + outcomes.environment();
            case ServiceLevelIndicator.Counters counters ->
                (counters.good() ? "good " : "bad ") + counters.part() + ", all " + counters.total() + " in Prometheus";
            case ServiceLevelIndicator.UnsupportedIndicator foreign -> foreign.words();
        };
    }
}
