// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// The outcomes in one process since its last batch. Identified by (instance, sequence): it is re-sent
/// unchanged until the server acknowledges it.
///
/// @param instance random name of the process, 1..256 characters
/// @param sequence 1, 2, 3 ... per instance, at most [#MAX_SEQUENCE]
/// @param sentAt time when the batch was closed, from 1970 to 9999
/// @param dropped data that this process could not store or deliver since its last batch (calls, failed
///     units, trials), at most [#MAX_DROPPED]
/// @param summaries one for each (flag, variant, split) with calls, at most [#MAX_SUMMARIES]; at most
///     [#MAX_CALLS] calls in all of them together
/// @param experiments one for each experiment with data, at most [#MAX_EXPERIMENTS]
/// @param trips tripped breakers of this process, repeated in every batch, at most [#MAX_TRIPS]
/// @param differences sample of shadowed calls with different results, at most [#MAX_DIFFERENCES]
public record OutcomeBatch(
        String instance,
        long sequence,
        Instant sentAt,
        long dropped,
        List<OutcomeSummary> summaries,
        List<ExperimentSummary> experiments,
        List<BreakerTrip> trips,
        List<ShadowDifference> differences) {
    /// Maximum size of an encoded batch in bytes.
    public static final int MAX_BYTES = 2_000_000;

    /// Maximum number of calls in a batch, over all summaries; also of events of one metric in a summary.
    ///
    /// A batch covers seconds, and minutes at most after a slow request. A process would have to complete two
    /// million calls per second for eight minutes to reach the limit. A thousand processes that reach it in
    /// every second sum up to less than the range of `long` for three months, so sums over hours and days
    /// cannot overflow.
    public static final long MAX_CALLS = 1_000_000_000;

    /// Maximum of `dropped` in one batch. Losses accumulate while a process cannot reach a server, so this
    /// exceeds [#MAX_CALLS]; the excess is reported in the next batch.
    public static final long MAX_DROPPED = 1_000_000_000_000L;

    /// Maximum sequence number: thirty million years at one batch per second.
    public static final long MAX_SEQUENCE = 1_000_000_000_000_000L;

    /// Maximum number of summaries in a batch.
    public static final int MAX_SUMMARIES = 64;

    /// Maximum number of trials in a batch, over all summaries.
    public static final int MAX_TRIALS = 20_000;

    /// Maximum number of failed units in a batch, over all summaries, including the units of metrics.
    public static final int MAX_FAILED_UNITS = 20_000;

    /// Maximum number of scores in a batch, over all summaries and metrics.
    public static final int MAX_SCORES = 20_000;

    /// Maximum number of tripped breakers in a batch.
    public static final int MAX_TRIPS = 64;

    /// Maximum number of shadow differences in a batch.
    public static final int MAX_DIFFERENCES = 10;

    /// Creates a batch with summaries only.
    public OutcomeBatch(String instance, long sequence, Instant sentAt, long dropped, List<OutcomeSummary> summaries) {
        this(instance, sequence, sentAt, dropped, summaries, List.of(), List.of(), List.of());
    }
    /// Maximum number of experiments in a batch.
    public static final int MAX_EXPERIMENTS = 64;

    /// Maximum number of exposures in a batch, over all experiments.
    public static final int MAX_EXPOSURES = 5_000;

    /// Maximum number of unit outcomes in a batch, over all experiments and metrics.
    public static final int MAX_OUTCOMES = 5_000;

    /// @throws IllegalArgumentException when a value is out of range; its message lists every such value
    public OutcomeBatch {
        summaries = List.copyOf(summaries);
        trips = List.copyOf(trips);
        differences = List.copyOf(differences);
        experiments = List.copyOf(experiments);
        var rules = new MessageValidator();
        rules.validateName("instance", instance);
        rules.validateRange("sequence", sequence, 1, MAX_SEQUENCE);
        rules.validateTimestamp("sentAt", sentAt);
        rules.validateRange("dropped", dropped, 0, MAX_DROPPED);
        rules.validateRange("calls of all summaries together", calls(summaries), 0, MAX_CALLS);
        rules.validateMax("summaries", summaries.size(), "the limit of a batch", MAX_SUMMARIES);
        rules.validateMax("trips", trips.size(), "the limit of a batch", MAX_TRIPS);
        rules.validateMax("differences", differences.size(), "the limit of a batch", MAX_DIFFERENCES);
        rules.validateMax("trials", size(summaries, OutcomeSummary::trials), "the limit of a batch", MAX_TRIALS);
        rules.validateMax("begun", size(summaries, OutcomeSummary::begun), "the limit of a batch", MAX_TRIALS);
        rules.validateMax(
                "failedUnits and units of metrics",
                size(summaries, OutcomeSummary::failedUnits) + metricSize(summaries, MetricSummary::units),
                "the limit of a batch",
                MAX_FAILED_UNITS);
        rules.validateMax("scores", metricSize(summaries, MetricSummary::scores), "the limit of a batch", MAX_SCORES);
        rules.require(
                distinct(summaries) == summaries.size(),
                "summaries must be unique by flag, variant, rollout, revision and role");
        check(rules, experiments);
        rules.throwIfAny();
    }

    private static void check(MessageValidator rules, List<ExperimentSummary> experiments) {
        rules.validateMax("experiments", experiments.size(), "the limit of a batch", MAX_EXPERIMENTS);
        rules.require(
                experiments.stream()
                                .map(ExperimentSummary::experiment)
                                .distinct()
                                .count()
                        == experiments.size(),
                "experiments must be unique by id");
        rules.validateMax(
                "exposures",
                experiments.stream()
                        .flatMap(one -> one.exposures().stream())
                        .mapToLong(exposed -> exposed.units().size())
                        .sum(),
                "the limit of a batch",
                MAX_EXPOSURES);
        rules.validateMax(
                "outcomes",
                experiments.stream()
                        .flatMap(one -> one.outcomes().stream())
                        .mapToLong(measured -> measured.units().size())
                        .sum(),
                "the limit of a batch",
                MAX_OUTCOMES);
    }

    /// Returns the number of calls in all summaries.
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
