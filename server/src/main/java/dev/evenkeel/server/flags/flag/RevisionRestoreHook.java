// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.database.maintenance.RestoreHook;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Revisions of flags after the database was restored. Those that were given since the backup are known to
/// services and may be on batches that are under way; they would be given again for other flags. So every
/// environment goes on far above, and above what SDKs have proven to have. Flags and exposures stay as the
/// backup has them.
@Component
@Order(RevisionRestoreHook.FIRST)
class RevisionRestoreHook implements RestoreHook {
    static final int FIRST = 0;
    /* Nobody changes flags so often between a backup and its restore, and there is room for it many times over. */
    static final long LEAP = 1_000_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final FlagRepository table;
    private final RevisionRepository revisions;
    private final AuditLog ledger;
    private final Clock clock;

    RevisionRestoreHook(FlagRepository table, RevisionRepository revisions, AuditLog ledger, Clock clock) {
        this.table = table;
        this.revisions = revisions;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public void restored(String reason) {
        Instant now = clock.instant();
        Map<String, Long> before = new TreeMap<>();
        Map<String, Long> after = new TreeMap<>();
        table.revisions().keySet().forEach(table::lock);
        Map<String, Long> lost = new HashMap<>();
        revisions.lost().forEach(one -> lost.put(one.environment(), one.known()));
        table.revisions().forEach((environment, revision) -> {
            if (revision > 0 || lost.containsKey(environment)) {
                long next = Math.max(revision, lost.getOrDefault(environment, 0L)) + LEAP;
                table.advance(environment, next, now);
                revisions.restored(environment, next);
                before.put(environment, revision);
                after.put(environment, next);
            }
        });
        ledger.append(new AuditEvent(
                "server",
                "database.restored",
                "database",
                reason,
                JSON.writeValueAsString(before),
                JSON.writeValueAsString(after)));
    }
}
