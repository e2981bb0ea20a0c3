// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import dev.evenkeel.engine.calendar.Quarter;
import dev.evenkeel.engine.change.ChangeOutcome;
import dev.evenkeel.engine.stats.ObservedProportion;
import dev.evenkeel.engine.stats.ProportionDifference;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A report of the delays that gates caused in a quarter, and of the outcomes of changes with overridden
/// gates.
///
/// @param gates totals of each gate that denied or was overridden, by name
/// @param total totals over all gates; a change blocked by several gates at once is one denial
/// @param overridden outcomes of changes with an overridden gate
/// @param others outcomes of the other changes
public record QuarterlyGateReport(
        Quarter quarter,
        List<GateTotals> gates,
        DenialAndOverrideTotals total,
        ChangesByOutcome overridden,
        ChangesByOutcome others) {

    /// Denials and the number of overrides.
    public record DenialAndOverrideTotals(QuarterlyGateDenialTotals denials, long overrides) {}

    /// The totals of one gate.
    public record GateTotals(String gate, DenialAndOverrideTotals sum) {}

    /// A change that ended in the quarter.
    ///
    /// @param overridden whether a gate was overridden for it
    public record EndedChange(ChangeOutcome outcome, boolean overridden) {}

    /// Numbers of changes by outcome.
    ///
    /// @param failed failed changes without a major incident
    /// @param open changes whose outcome is not known yet
    public record ChangesByOutcome(
            long clean, long failed, long major, long rolledBackByGuard, long aborted, long open) {
        private static ChangesByOutcome of(List<EndedChange> changes) {
            Map<ChangeOutcome, Long> counts =
                    changes.stream().collect(Collectors.groupingBy(EndedChange::outcome, Collectors.counting()));
            return new ChangesByOutcome(
                    counts.getOrDefault(ChangeOutcome.CLEAN, 0L),
                    counts.getOrDefault(ChangeOutcome.FAILED, 0L),
                    counts.getOrDefault(ChangeOutcome.MAJOR, 0L),
                    counts.getOrDefault(ChangeOutcome.STOPPED, 0L),
                    counts.getOrDefault(ChangeOutcome.ABORTED, 0L),
                    counts.getOrDefault(ChangeOutcome.OPEN, 0L));
        }

        /// Returns the share of failed and major changes among those that reached 100% and whose outcome is
        /// known.
        public ObservedProportion failRate() {
            return ObservedProportion.of(failed + major, clean + failed + major);
        }
    }

    public QuarterlyGateReport {
        gates = List.copyOf(gates);
    }

    /// Creates the report.
    ///
    /// @param denials at least those open at some time in the quarter
    /// @param overrides at least those made in the quarter
    /// @param ended changes that ended in the quarter
    /// @param now end of open denials
    public static QuarterlyGateReport of(
            Quarter quarter,
            List<GateDenialPeriod> denials,
            Collection<GateOverride> overrides,
            List<EndedChange> ended,
            Instant now) {
        List<GateOverride> made = overrides.stream()
                .filter(override -> Quarter.of(override.createdAt()).equals(quarter))
                .toList();
        List<GateDenialPeriod> stood = denials.stream()
                .filter(denial -> denial.since().isBefore(quarter.end()))
                .filter(denial -> denial.end() == null || denial.end().isAfter(quarter.start()))
                .toList();
        List<GateTotals> gates = Stream.concat(
                        stood.stream().map(GateDenialPeriod::gate),
                        made.stream().map(GateOverride::gate))
                .distinct()
                .sorted()
                .map(gate -> new GateTotals(gate, totalsOf(gate, quarter, stood, made, now)))
                .toList();
        return new QuarterlyGateReport(
                quarter,
                gates,
                new DenialAndOverrideTotals(QuarterlyGateDenialTotals.of(stood, quarter, now), made.size()),
                ChangesByOutcome.of(
                        ended.stream().filter(EndedChange::overridden).toList()),
                ChangesByOutcome.of(
                        ended.stream().filter(one -> !one.overridden()).toList()));
    }

    private static DenialAndOverrideTotals totalsOf(
            String gate, Quarter quarter, List<GateDenialPeriod> denials, List<GateOverride> overrides, Instant now) {
        return new DenialAndOverrideTotals(
                QuarterlyGateDenialTotals.of(
                        denials.stream().filter(one -> one.gate().equals(gate)).toList(), quarter, now),
                overrides.stream().filter(one -> one.gate().equals(gate)).count());
    }

    /// Returns by how much more often overridden changes failed; empty when either side has no known outcome.
    public Optional<ProportionDifference> failRateDifference() {
        return ProportionDifference.between(others.failRate(), overridden.failRate());
    }
}
