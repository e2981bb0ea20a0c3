// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.change;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One change to a service in an environment.
///
/// @param id unique
/// @param service key of the service
/// @param environment where
/// @param kind what it touches
/// @param status how far it has come
/// @param startedAt when it began to reach production
/// @param finishedAt when it was done, given up or stopped; null while it runs
/// @param committedAt when the oldest commit in it was made; null when nobody said
/// @param unplanned whether it was made to repair what another change had broken
public record Change(
        String id,
        String service,
        String environment,
        ChangeKind kind,
        ChangeStatus status,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant committedAt,
        boolean unplanned) {
    public Change {
        Objects.requireNonNull(id);
        if ((status == ChangeStatus.RUNNING) != (finishedAt == null)) {
            throw new IllegalArgumentException("a change has an end unless it is running; " + id + " is " + status
                    + " and its end is " + finishedAt);
        }
    }

    /// Whether it has reached all users.
    public boolean isDeployed() {
        return status == ChangeStatus.DONE;
    }
}
