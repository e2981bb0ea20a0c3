// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.api.GateOverrideApi.FlagGateOverride;
import dev.evenkeel.engine.calendar.Quarter;
import dev.evenkeel.engine.gate.QuarterlyGateReport;
import dev.evenkeel.server.gates.evaluation.GateDenialRecorder;
import dev.evenkeel.server.gates.override.GateOverrideService;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service that reports the cost of gates, and the outcomes of changes with and without an override.
/// Thread-safe.
@Component
public class QuarterlyGateReportService {
    private final GateDenialRecorder denials;
    private final GateOverrideService overrides;
    private final ReportedChangeQueries changes;
    private final Clock clock;

    QuarterlyGateReportService(
            GateDenialRecorder denials, GateOverrideService overrides, ReportedChangeQueries changes, Clock clock) {
        this.denials = denials;
        this.overrides = overrides;
        this.changes = changes;
        this.clock = clock;
    }

    /// Returns the report of the current quarter over all environments.
    @Transactional(readOnly = true)
    public QuarterlyGateReport getCurrent() {
        return getByQuarter(Quarter.of(clock.instant()), null);
    }

    /// Returns the report of a quarter. Its changes are the rollouts that ended in the quarter; a change counts
    /// as overridden if an override of its flag was valid while it ran. Reads all rollouts in one query.
    ///
    /// @param environment null for all environments
    @Transactional(readOnly = true)
    public QuarterlyGateReport getByQuarter(Quarter quarter, @Nullable String environment) {
        List<ReportedChangeQueries.GuardedRolloutChange> ended = changes.listGuardedRollouts().stream()
                .filter(led ->
                        environment == null || environment.equals(led.rollout().environment()))
                .filter(led -> Quarter.of(endOf(led)).equals(quarter))
                .toList();
        Instant from = ended.stream()
                .map(led -> led.rollout().startedAt())
                .filter(quarter.start()::isAfter)
                .min(Instant::compareTo)
                .orElse(quarter.start());
        List<FlagGateOverride> known = overrides.listBetween(environment, from, quarter.end());
        return QuarterlyGateReport.of(
                quarter,
                denials.listBetween(environment, quarter.start(), quarter.end()),
                known.stream().map(FlagGateOverride::override).toList(),
                ended.stream()
                        .map(led -> new QuarterlyGateReport.EndedChange(
                                led.classified().verdict().outcome(),
                                known.stream().anyMatch(override -> isOverridden(override, led))))
                        .toList(),
                clock.instant());
    }

    private static boolean isOverridden(FlagGateOverride override, ReportedChangeQueries.GuardedRolloutChange led) {
        return override.environment().equals(led.rollout().environment())
                && override.flag().equals(led.rollout().flag())
                && override.override().createdAt().isBefore(endOf(led))
                && override.override().expiresAt().isAfter(led.rollout().startedAt());
    }

    private static Instant endOf(ReportedChangeQueries.GuardedRolloutChange led) {
        return Objects.requireNonNull(led.rollout().position().endedAt());
    }
}
