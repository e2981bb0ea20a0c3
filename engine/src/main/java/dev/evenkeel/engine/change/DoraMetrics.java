// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.change;

import dev.evenkeel.engine.stats.EmpiricalDurationDistribution;
import dev.evenkeel.engine.stats.ObservedProportion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// DORA's software delivery performance metrics (dora.dev, "DORA's software delivery performance metrics")
/// over the changes of a period, extended by changes that the guard stopped before they reached all users.
///
/// @param from start of the period; changes count by the time of their completion
/// @param to end of the period, exclusive
/// @param deployments changes that reached all users
/// @param perWeek mean number of deployments per week
/// @param leadTime from commit to completion, where the commit is known
/// @param failRate failed changes among those with a known outcome
/// @param recovery from the start of harm to its end, of failed changes whose harm has ended
/// @param unrecovered failed changes without a known end of harm
/// @param rework unplanned changes among the deployments
/// @param stopped changes that the guard stopped: failures with limited impact
/// @param open deployments without an outcome yet
public record DoraMetrics(
        Instant from,
        Instant to,
        long deployments,
        double perWeek,
        EmpiricalDurationDistribution leadTime,
        ObservedProportion failRate,
        EmpiricalDurationDistribution recovery,
        long unrecovered,
        ObservedProportion rework,
        long stopped,
        long open) {
    private static final double WEEK_SECONDS = Duration.ofDays(7).toSeconds();

    public record ClassifiedChange(Change change, ChangeOutcomeRule.Verdict verdict, List<ChangeHarmEvent> harms) {
        public ClassifiedChange {
            harms = List.copyOf(harms);
        }

        private boolean isIn(Instant from, Instant to) {
            Instant finished = change.finishedAt();
            return finished != null && !finished.isBefore(from) && finished.isBefore(to);
        }

        private Optional<Duration> leadTime() {
            Instant committed = change.committedAt();
            Instant finished = change.finishedAt();
            return committed == null || finished == null || finished.isBefore(committed)
                    ? Optional.empty()
                    : Optional.of(Duration.between(committed, finished));
        }

        /* From the first harm to the end of the last one; empty while one lasts. */
        private Optional<Duration> recovery() {
            if (harms.isEmpty() || harms.stream().anyMatch(harm -> harm.endedAt() == null)) {
                return Optional.empty();
            }
            Instant begun = harms.stream()
                    .map(ChangeHarmEvent::at)
                    .min(Instant::compareTo)
                    .orElseThrow();
            Instant ended = harms.stream()
                    .map(ChangeHarmEvent::endedAt)
                    .flatMap(Stream::ofNullable)
                    .max(Instant::compareTo)
                    .orElseThrow();
            return ended.isBefore(begun) ? Optional.empty() : Optional.of(Duration.between(begun, ended));
        }
    }

    /// Computes the metrics.
    ///
    /// @throws IllegalArgumentException when the period is empty
    public static DoraMetrics of(List<ClassifiedChange> changes, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("the period must end after its start, got " + from + " to " + to);
        }
        List<ClassifiedChange> ended =
                changes.stream().filter(one -> one.isIn(from, to)).toList();
        List<ClassifiedChange> deployed =
                ended.stream().filter(one -> one.change().isDeployed()).toList();
        List<ClassifiedChange> failed = deployed.stream()
                .filter(one -> one.verdict().outcome().isFailure())
                .toList();
        long open = deployed.stream()
                .filter(one -> one.verdict().outcome() == ChangeOutcome.OPEN)
                .count();
        EmpiricalDurationDistribution recovery = EmpiricalDurationDistribution.of(
                failed.stream().map(ClassifiedChange::recovery).flatMap(Optional::stream));
        return new DoraMetrics(
                from,
                to,
                deployed.size(),
                deployed.size() * WEEK_SECONDS / Duration.between(from, to).toSeconds(),
                EmpiricalDurationDistribution.of(
                        deployed.stream().map(ClassifiedChange::leadTime).flatMap(Optional::stream)),
                ObservedProportion.of(failed.size(), deployed.size() - open),
                recovery,
                failed.size() - recovery.count(),
                ObservedProportion.of(
                        deployed.stream()
                                .filter(one -> one.change().unplanned())
                                .count(),
                        deployed.size()),
                ended.stream()
                        .filter(one -> one.change().status() == ChangeStatus.STOPPED)
                        .count(),
                open);
    }
}
