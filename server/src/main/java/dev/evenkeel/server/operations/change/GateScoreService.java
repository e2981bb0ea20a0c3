// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.calendar.Quarter;
import dev.evenkeel.engine.gate.QuarterlyGateReport;
import dev.evenkeel.server.gates.evaluation.GateDenialRecorder;
import dev.evenkeel.server.gates.override.FlagGateOverride;
import dev.evenkeel.server.gates.override.GateOverrideService;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What gates cost, and how changes ended that people let past them. Thread-safe.
@Component
public class GateScoreService {
    private final GateDenialRecorder denials;
    private final GateOverrideService overrides;
    private final ChangeService changes;
    private final Clock clock;

    GateScoreService(GateDenialRecorder denials, GateOverrideService overrides, ChangeService changes, Clock clock) {
        this.denials = denials;
        this.overrides = overrides;
        this.changes = changes;
        this.clock = clock;
    }

    /// The score of the quarter that it is now, over all environments.
    @Transactional(readOnly = true)
    public QuarterlyGateReport present() {
        return of(Quarter.of(clock.instant()), null);
    }

    /// The score of a quarter. Changes are the rollouts that ended in it; a change was overridden when an
    /// override of its flag counted while it ran. Takes a query over all rollouts.
    ///
    /// @param environment null for all
    @Transactional(readOnly = true)
    public QuarterlyGateReport of(Quarter quarter, @Nullable String environment) {
        List<ChangeService.GuardedRolloutChange> ended = changes.led().stream()
                .filter(led ->
                        environment == null || environment.equals(led.rollout().environment()))
                .filter(led -> Quarter.of(endOf(led)).equals(quarter))
                .toList();
        Instant from = ended.stream()
                .map(led -> led.rollout().startedAt())
                .filter(quarter.from()::isAfter)
                .min(Instant::compareTo)
                .orElse(quarter.from());
        List<FlagGateOverride> known = overrides.between(environment, from, quarter.to());
        return QuarterlyGateReport.of(
                quarter,
                denials.between(environment, quarter.from(), quarter.to()),
                known.stream().map(FlagGateOverride::override).toList(),
                ended.stream()
                        .map(led -> new QuarterlyGateReport.EndedChange(
                                led.judged().verdict().outcome(),
                                known.stream().anyMatch(override -> letPast(override, led))))
                        .toList(),
                clock.instant());
    }

    private static boolean letPast(FlagGateOverride override, ChangeService.GuardedRolloutChange led) {
        return override.environment().equals(led.rollout().environment())
                && override.flag().equals(led.rollout().flag())
                && override.override().since().isBefore(endOf(led))
                && override.override().end().isAfter(led.rollout().startedAt());
    }

    private static Instant endOf(ChangeService.GuardedRolloutChange led) {
        return Objects.requireNonNull(led.rollout().position().endedAt());
    }
}
