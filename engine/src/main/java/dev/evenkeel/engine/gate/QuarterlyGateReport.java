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

/// What gates cost in a quarter, and how changes ended that people let past them.
///
/// @param gates each that denied or was overridden, by name
/// @param all over all gates; a change that several held up at once is one denial
/// @param overridden changes of which some gate was overridden
/// @param others the other changes
public record QuarterlyGateReport(
        Quarter quarter, List<GateTotals> gates, Totals all, OutcomeCounts overridden, OutcomeCounts others) {

    /// What denials come to, beside the overrides that were made.
    public record Totals(GateDenialSummary denials, long overrides) {}

    /// The sum of one gate.
    public record GateTotals(String gate, Totals sum) {}

    /// A change that ended in the quarter.
    ///
    /// @param overridden whether somebody let it past a gate
    public record EndedChange(ChangeOutcome outcome, boolean overridden) {}

    /// How many changes ended how.
    ///
    /// @param failed those without a major incident
    /// @param open those of which nobody can tell yet
    public record OutcomeCounts(long clean, long failed, long major, long stopped, long givenUp, long open) {
        private static OutcomeCounts of(List<EndedChange> changes) {
            Map<ChangeOutcome, Long> counts =
                    changes.stream().collect(Collectors.groupingBy(EndedChange::outcome, Collectors.counting()));
            return new OutcomeCounts(
                    counts.getOrDefault(ChangeOutcome.CLEAN, 0L),
                    counts.getOrDefault(ChangeOutcome.FAILED, 0L),
                    counts.getOrDefault(ChangeOutcome.MAJOR, 0L),
                    counts.getOrDefault(ChangeOutcome.STOPPED, 0L),
                    counts.getOrDefault(ChangeOutcome.GIVEN_UP, 0L),
                    counts.getOrDefault(ChangeOutcome.OPEN, 0L));
        }

        /// Failed and major ones among those that reached everybody and have turned out.
        public ObservedProportion failRate() {
            return ObservedProportion.of(failed + major, clean + failed + major);
        }
    }

    public QuarterlyGateReport {
        gates = List.copyOf(gates);
    }

    /// Counts.
    ///
    /// @param denials those that stood at some time in the quarter, or more
    /// @param overrides those that were made in the quarter, or more
    /// @param ended changes that ended in the quarter
    /// @param now until when denials that stand have stood
    public static QuarterlyGateReport of(
            Quarter quarter,
            List<GateDenial> denials,
            Collection<GateOverride> overrides,
            List<EndedChange> ended,
            Instant now) {
        List<GateOverride> made = overrides.stream()
                .filter(override -> Quarter.of(override.since()).equals(quarter))
                .toList();
        List<GateDenial> stood = denials.stream()
                .filter(denial -> denial.since().isBefore(quarter.to()))
                .filter(denial -> denial.end() == null || denial.end().isAfter(quarter.from()))
                .toList();
        List<GateTotals> gates = Stream.concat(
                        stood.stream().map(GateDenial::gate), made.stream().map(GateOverride::gate))
                .distinct()
                .sorted()
                .map(gate -> new GateTotals(gate, sum(gate, quarter, stood, made, now)))
                .toList();
        return new QuarterlyGateReport(
                quarter,
                gates,
                new Totals(GateDenialSummary.of(stood, quarter, now), made.size()),
                OutcomeCounts.of(ended.stream().filter(EndedChange::overridden).toList()),
                OutcomeCounts.of(ended.stream().filter(one -> !one.overridden()).toList()));
    }

    private static Totals sum(
            String gate, Quarter quarter, List<GateDenial> denials, List<GateOverride> overrides, Instant now) {
        return new Totals(
                GateDenialSummary.of(
                        denials.stream().filter(one -> one.gate().equals(gate)).toList(), quarter, now),
                overrides.stream().filter(one -> one.gate().equals(gate)).count());
    }

    /// By how much more the overridden ones failed; empty when one side has none that turned out.
    public Optional<ProportionDifference> difference() {
        return ProportionDifference.between(others.failRate(), overridden.failRate());
    }
}
