// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one process without the SDK saw since its last report, call by call. (instance, sequence) names it for
/// ever: it is re-sent unchanged until the server has it.
///
/// @param instance random name of the process, 1..256 characters
/// @param sequence 1, 2, 3 ... per instance, at most [OutcomeBatch#MAX_SEQUENCE]
/// @param dropped calls that this process could not keep or deliver since its last report, at most
///     [OutcomeBatch#MAX_DROPPED]
/// @param heartbeat whether the process promises another report, perhaps an empty one, within 10 s; a report
///     without it withdraws the promise
/// @param groups one for each (flag, variant, split) with something to tell, at most
///     [OutcomeBatch#MAX_SUMMARIES]
public record CallReport(String instance, long sequence, long dropped, boolean heartbeat, List<VariantCalls> groups) {
    /// Most bytes of an encoded report.
    public static final int MAX_BYTES = OutcomeBatch.MAX_BYTES;

    /// Most calls in a report, over all groups; and most begun units.
    public static final int MAX_CALLS = 20_000;

    private static final String LIMIT = "the limit of a report";

    /// @throws IllegalArgumentException when a value is out of range; its message lists every such value
    public CallReport {
        groups = List.copyOf(groups);
        var rules = new MessageValidator();
        rules.name("instance", instance);
        rules.within("sequence", sequence, 1, OutcomeBatch.MAX_SEQUENCE);
        rules.within("dropped", dropped, 0, OutcomeBatch.MAX_DROPPED);
        rules.atMost("groups", groups.size(), LIMIT, OutcomeBatch.MAX_SUMMARIES);
        rules.atMost(
                "calls",
                groups.stream().mapToLong(group -> group.calls().size()).sum(),
                LIMIT,
                MAX_CALLS);
        rules.atMost(
                "begun",
                groups.stream().mapToLong(group -> group.begun().size()).sum(),
                LIMIT,
                MAX_CALLS);
        rules.require(
                distinct(groups) == groups.size(),
                "groups must be one for each flag, variant, rollout, revision and role; some are there twice");
        rules.check();
    }

    private static long distinct(List<VariantCalls> groups) {
        return groups.stream()
                .map(group -> new SummaryKey(group.flag(), group.variant(), Optional.ofNullable(group.split())))
                .distinct()
                .count();
    }

    private record SummaryKey(String flag, String variant, Optional<SplitKey> split) {}

    /// The same as a batch of an SDK process, which means the same to the guard.
    ///
    /// @param closedAt stands for when it was closed, which nothing depends on
    public OutcomeBatch batch(Instant closedAt) {
        return new OutcomeBatch(
                instance,
                sequence,
                WireTimestamps.readable(closedAt),
                dropped,
                groups.stream().map(VariantCalls::summary).toList());
    }
}
