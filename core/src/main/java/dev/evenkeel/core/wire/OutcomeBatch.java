// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// What one process saw since its last batch. (instance, sequence) names it for ever: it is re-sent
/// unchanged until the server has it.
///
/// @param instance random name of the process, 1..256 characters
/// @param sequence 1, 2, 3 ... per instance, at most [#MAX_SEQUENCE]
/// @param sentAt when the batch was closed, from 1970 to 9999
/// @param dropped what this process could not keep or deliver since its last batch (calls, failed units,
///     trials), at most [#MAX_DROPPED]
/// @param summaries one for each (flag, variant, split) that had calls, at most [#MAX_SUMMARIES]; at most
///     [#MAX_CALLS] calls in all of them together
/// @param experiments one for each experiment with something to tell, at most [#MAX_EXPERIMENTS]
/// @param trips breakers of this process that are tripped, told in every batch, at most [#MAX_TRIPS]
/// @param differences some calls that were answered differently in shadow, at most [#MAX_DIFFERENCES]
public record OutcomeBatch(
        String instance,
        long sequence,
        Instant sentAt,
        long dropped,
        List<OutcomeSummary> summaries,
        List<ExperimentSummary> experiments,
        List<BreakerTrip> trips,
        List<ShadowDifference> differences) {
    /// Most bytes of an encoded batch.
    public static final int MAX_BYTES = 2_000_000;

    /// Most calls in a batch, over all summaries; also most events of one metric in a summary.
    ///
    /// A batch covers seconds, and minutes at most after a slow request. A process would have to end two
    /// million calls a second for eight minutes to reach the limit. A thousand processes that reach it in every
    /// second add up to less than a `long` holds for three months, so sums over hours and days cannot overflow.
    public static final long MAX_CALLS = 1_000_000_000;

    /// Most that one batch tells as dropped. Losses of a process that reaches no server add up for as long as
    /// that lasts, so this is more than [#MAX_CALLS]; what goes beyond it is told in the next batch.
    public static final long MAX_DROPPED = 1_000_000_000_000L;

    /// Largest sequence number: thirty million years at one batch a second.
    public static final long MAX_SEQUENCE = 1_000_000_000_000_000L;

    /// Most summaries in a batch.
    public static final int MAX_SUMMARIES = 64;

    /// Most trials in a batch, over all summaries.
    public static final int MAX_TRIALS = 20_000;

    /// Most failed units in a batch, over all summaries; the units of metrics count too.
    public static final int MAX_FAILED_UNITS = 20_000;

    /// Most scores in a batch, over all summaries and metrics.
    public static final int MAX_SCORES = 20_000;

    /// Most tripped breakers in a batch.
    public static final int MAX_TRIPS = 64;

    /// Most differing calls in a batch.
    public static final int MAX_DIFFERENCES = 10;

    /// A batch of summaries only.
    public OutcomeBatch(String instance, long sequence, Instant sentAt, long dropped, List<OutcomeSummary> summaries) {
        this(instance, sequence, sentAt, dropped, summaries, List.of(), List.of(), List.of());
    }
    /// Most experiments in a batch.
    public static final int MAX_EXPERIMENTS = 64;

    /// Most exposures in a batch, over all experiments.
    public static final int MAX_EXPOSURES = 5_000;

    /// Most outcomes of units in a batch, over all experiments and metrics.
    public static final int MAX_OUTCOMES = 5_000;

    /// @throws IllegalArgumentException when a value is out of range; its message lists every such value
    public OutcomeBatch {
        summaries = List.copyOf(summaries);
        trips = List.copyOf(trips);
        differences = List.copyOf(differences);
        experiments = List.copyOf(experiments);
        var rules = new MessageValidator();
        rules.name("instance", instance);
        rules.within("sequence", sequence, 1, MAX_SEQUENCE);
        rules.moment("sentAt", sentAt);
        rules.within("dropped", dropped, 0, MAX_DROPPED);
        rules.within("calls of all summaries together", calls(summaries), 0, MAX_CALLS);
        rules.atMost("summaries", summaries.size(), "the limit of a batch", MAX_SUMMARIES);
        rules.atMost("trips", trips.size(), "the limit of a batch", MAX_TRIPS);
        rules.atMost("differences", differences.size(), "the limit of a batch", MAX_DIFFERENCES);
        rules.atMost("trials", size(summaries, OutcomeSummary::trials), "the limit of a batch", MAX_TRIALS);
        rules.atMost("begun", size(summaries, OutcomeSummary::begun), "the limit of a batch", MAX_TRIALS);
        rules.atMost(
                "failedUnits and units of metrics",
                size(summaries, OutcomeSummary::failedUnits) + metricSize(summaries, MetricSummary::units),
                "the limit of a batch",
                MAX_FAILED_UNITS);
        rules.atMost("scores", metricSize(summaries, MetricSummary::scores), "the limit of a batch", MAX_SCORES);
        rules.require(
                distinct(summaries) == summaries.size(),
                "summaries must be one for each flag, variant, rollout, revision and role; some are there twice");
        check(rules, experiments);
        rules.check();
    }

    private static void check(MessageValidator rules, List<ExperimentSummary> experiments) {
        rules.atMost("experiments", experiments.size(), "the limit of a batch", MAX_EXPERIMENTS);
        rules.require(
                experiments.stream()
                                .map(ExperimentSummary::experiment)
                                .distinct()
                                .count()
                        == experiments.size(),
                "experiments must be one for each id; some are there twice");
        rules.atMost(
                "exposures",
                experiments.stream()
                        .flatMap(one -> one.exposures().stream())
                        .mapToLong(exposed -> exposed.units().size())
                        .sum(),
                "the limit of a batch",
                MAX_EXPOSURES);
        rules.atMost(
                "outcomes",
                experiments.stream()
                        .flatMap(one -> one.outcomes().stream())
                        .mapToLong(measured -> measured.units().size())
                        .sum(),
                "the limit of a batch",
                MAX_OUTCOMES);
    }

    /// Calls in all summaries together.
    public long calls() {
        return calls(summaries);
    }

    private static long calls(List<OutcomeSummary> summaries) {
        return summaries.stream().mapToLong(OutcomeSummary::calls).sum();
    }

    private static long size(List<OutcomeSummary> summaries, Function<OutcomeSummary, List<?>> part) {
        return summaries.stream()
                .mapToLong(summary -> part.apply(summary).size())
                .sum();
    }

    private static long metricSize(List<OutcomeSummary> summaries, Function<MetricSummary, List<?>> part) {
        return summaries.stream()
                .flatMap(summary -> summary.metrics().stream())
                .mapToLong(metric -> part.apply(metric).size())
                .sum();
    }

    private static long distinct(List<OutcomeSummary> summaries) {
        return summaries.stream()
                .map(summary -> List.of(summary.flag(), summary.variant(), String.valueOf(summary.split())))
                .distinct()
                .count();
    }
}
