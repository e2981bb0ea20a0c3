// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.server.foundation.database.DatabaseWriteStatus;
import dev.evenkeel.server.foundation.monitoring.DatabaseStateProvider;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// The database part of the readiness check: `up`, `down` when the database does not answer, `outdated` when it
/// has lost revisions that SDKs have, `read-only` when it rejects writes. Derived from the refresh of the flag
/// snapshots and from [DatabaseWriteStatus], which both run every second.
@Component
class CachedDatabaseStateProvider implements DatabaseStateProvider {
    /* Three refreshes are missing, or one is waiting for a connection. */
    private static final Duration DOWN_AFTER = Duration.ofSeconds(3);

    private final FlagSnapshotCache cache;
    private final LostRevisionRegistry lost;
    private final DatabaseWriteStatus status;

    CachedDatabaseStateProvider(FlagSnapshotCache cache, LostRevisionRegistry lost, DatabaseWriteStatus status) {
        this.cache = cache;
        this.lost = lost;
        this.status = status;
    }

    @Override
    public String state() {
        if (cache.age().compareTo(DOWN_AFTER) > 0) {
            return "down";
        }
        if (lost.hasAny()) {
            return "outdated";
        }
        return status.isReadOnly() ? "read-only" : "up";
    }
}
