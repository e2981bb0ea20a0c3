// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.change;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A change of a service in an environment.
///
/// @param id unique identifier
/// @param service key of the service
/// @param environment name of the environment
/// @param kind what it changes
/// @param status progress
/// @param startedAt when it began to reach production
/// @param finishedAt when it was completed, abandoned or stopped; null while it runs
/// @param committedAt time of its oldest commit; null when unknown
/// @param unplanned whether it repairs another change
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
            throw new IllegalArgumentException("finishedAt must be set unless the change is running; " + id + " is "
                    + status + " with finishedAt " + finishedAt);
        }
    }

    /// Whether it has reached all users.
    public boolean isDeployed() {
        return status == ChangeStatus.COMPLETED;
    }
}
