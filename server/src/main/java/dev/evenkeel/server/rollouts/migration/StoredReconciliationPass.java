// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.migration;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One pass in which a process of a service compares, or compared, the old and the new store.
///
/// @param id name for ever: `rc-1`
/// @param instance the process
/// @param stage default variant of the flag when it began
/// @param revision since which that was the default variant
/// @param together whether every process that was known had acknowledged that revision, so that the
///     pass sees every write of everybody at that stage
/// @param startedAt by this server's clock, as all times here
/// @param reportedAt when it last told of itself
/// @param finishedAt null while it runs, or when it was broken off
/// @param counts what it has compared so far
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

    /// What a pass has compared so far.
    ///
    /// @param ranges ranges that are done
    /// @param rows rows in them
    /// @param mismatches how many differ, as the service counts
    /// @param examples some of them, in the service's words
    public record Counts(long ranges, long rows, long mismatches, List<String> examples) {
        static final Counts NONE = new Counts(0, 0, 0, List.of());

        public Counts {
            examples = List.copyOf(examples);
        }
    }
}
