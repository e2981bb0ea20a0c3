// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A report of the calls in one process without the SDK since its last report, call by call. Identified by
/// (instance, sequence): it is re-sent unchanged until the server acknowledges it.
///
/// @param instance random name of the process, 1..256 characters
/// @param sequence 1, 2, 3 ... per instance, at most [OutcomeBatch#MAX_SEQUENCE]
/// @param dropped calls that this process could not store or deliver since its last report, at most
///     [OutcomeBatch#MAX_DROPPED]
/// @param heartbeat whether the process announces another report, possibly empty, within 10 s; a report
///     without it withdraws the announcement
/// @param groups one for each (flag, variant, split) with data, at most [OutcomeBatch#MAX_SUMMARIES]
public record CallReport(String instance, long sequence, long dropped, boolean heartbeat, List<VariantCalls> groups) {
    /// Maximum size of an encoded report in bytes.
    public static final int MAX_BYTES = OutcomeBatch.MAX_BYTES;

    /// Maximum number of calls in a report, over all groups, and of begun units.
    public static final int MAX_CALLS = 20_000;

    private static final String LIMIT = "the limit of a report";

    /// @throws IllegalArgumentException when a value is out of range; its message lists every such value
    public CallReport {
        groups = List.copyOf(groups);
        var rules = new MessageValidator();
        rules.validateName("instance", instance);
        rules.validateRange("sequence", sequence, 1, OutcomeBatch.MAX_SEQUENCE);
        rules.validateRange("dropped", dropped, 0, OutcomeBatch.MAX_DROPPED);
        rules.validateMax("groups", groups.size(), LIMIT, OutcomeBatch.MAX_SUMMARIES);
        rules.validateMax(
                "calls",
                groups.stream().mapToLong(group -> group.calls().size()).sum(),
                LIMIT,
                MAX_CALLS);
        rules.validateMax(
                "begun",
                groups.stream().mapToLong(group -> group.begun().size()).sum(),
                LIMIT,
                MAX_CALLS);
        rules.require(
                countDistinct(groups) == groups.size(),
                "groups must be unique by flag, variant, rollout, revision and role");
        rules.throwIfAny();
    }

    private static long countDistinct(List<VariantCalls> groups) {
        return groups.stream()
                .map(group -> new SummaryKey(group.flag(), group.variant(), Optional.ofNullable(group.split())))
                .distinct()
                .count();
    }

    private record SummaryKey(String flag, String variant, Optional<SplitKey> split) {}

    /// Converts the report to the equivalent batch of an SDK process.
    ///
    /// @param closedAt time to set as closing time; no computation depends on it
    public OutcomeBatch toBatch(Instant closedAt) {
        return new OutcomeBatch(
                instance,
                sequence,
                WireTimestamps.clamp(closedAt),
                dropped,
                groups.stream().map(VariantCalls::toSummary).toList());
    }
}
