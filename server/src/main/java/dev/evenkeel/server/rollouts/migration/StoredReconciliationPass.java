// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.migration;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pass in which a process of a service compares the old and the new store of a migration.
///
/// @param id permanent id, such as `rc-1`
/// @param instance name of the process
/// @param stage default variant of the flag when it started
/// @param revision revision since which that was the default variant
/// @param together whether every known process had acknowledged that revision, so that the pass covers every
///     write at that stage
/// @param startedAt start, by this server's clock, as all times here
/// @param reportedAt when it last reported
/// @param finishedAt null while it runs, or when it was interrupted
/// @param counts totals so far
public record StoredReconciliationPass(
        String id,
        String instance,
        String stage,
        long revision,
        boolean together,
        Instant startedAt,
        Instant reportedAt,
        @Nullable Instant finishedAt,
        @JsonUnwrapped Counts counts) {

    /// The totals of a pass so far.
    ///
    /// @param ranges completed key ranges
    /// @param rows rows in these ranges
    /// @param mismatches number of differences, as reported by the service
    /// @param examples some of the differences, as described by the service
    public record Counts(long ranges, long rows, long mismatches, List<String> examples) {
        static final Counts NONE = new Counts(0, 0, 0, List.of());

        public Counts {
            examples = List.copyOf(examples);
        }
    }
}
