// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flag;

import dev.evenkeel.server.platform.ReadinessDetail;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Whether the database answers: `up`, `down`, or `outdated` when it has lost revisions that SDKs have. Known from the
/// comparison of all flags with the database, which runs every second.
@Component
class DatabaseReadiness implements ReadinessDetail {
    /* Three comparisons are missing, or one waits for a connection. */
    private static final Duration DOWN_AFTER = Duration.ofSeconds(3);

    private final FlagMemory memory;
    private final LostRevisions lost;

    DatabaseReadiness(FlagMemory memory, LostRevisions lost) {
        this.memory = memory;
        this.lost = lost;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public String value() {
        if (memory.age().compareTo(DOWN_AFTER) > 0) {
            return "down";
        }
        return lost.isAny() ? "outdated" : "up";
    }
}
