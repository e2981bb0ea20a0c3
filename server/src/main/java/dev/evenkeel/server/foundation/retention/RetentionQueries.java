// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.retention;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is kept for a time, for who looks. Thread-safe.
@Component
public class RetentionQueries {
    private final RetentionSweep round;

    RetentionQueries(RetentionSweep round) {
        this.round = round;
    }

    /// A table whose rows are kept for a time.
    ///
    /// @param oldest when its oldest row is from; null when there is none
    /// @param removed what this server took from it since it started
    public record RetainedTable(String table, @Nullable Instant oldest, PurgeResult removed) {}

    /// All of them by name, with one short query for each.
    public List<RetainedTable> all() {
        return round.all().stream()
                .map(one -> new RetainedTable(one.table(), one.oldest().orElse(null), round.taken(one.table())))
                .sorted(Comparator.comparing(RetainedTable::table))
                .toList();
    }

    /// When this server last ended a round without a failure; empty when it has not since it started.
    public Optional<Instant> lastAt() {
        return round.lastAt();
    }
}
