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

/// The hook that raises the revisions of all environments after the database was restored. Services and batches
/// in transit may have revisions that were assigned since the backup, and the same numbers would be assigned
/// again to other flags. Therefore every environment continues far above its backup, and above the revisions
/// that SDKs have proven. Flags and exposures remain those of the backup.
@Component
@Order(RevisionAdvanceRestoreHook.FIRST)
class RevisionAdvanceRestoreHook implements RestoreHook {
    static final int FIRST = 0;
    /*
     * Far more than the changes between a backup and its restore; a revision has room for many such increments.
     */
    static final long REVISION_GAP = 1_000_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final FlagRepository repository;
    private final LostRevisionRepository revisions;
    private final AuditLog auditLog;
    private final Clock clock;

    RevisionAdvanceRestoreHook(
            FlagRepository repository, LostRevisionRepository revisions, AuditLog auditLog, Clock clock) {
        this.repository = repository;
        this.revisions = revisions;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    @Override
    public void onRestored(String reason) {
        Instant now = clock.instant();
        Map<String, Long> before = new TreeMap<>();
        Map<String, Long> after = new TreeMap<>();
        repository.findRevisions().keySet().forEach(repository::lock);
        Map<String, Long> lost = new HashMap<>();
        revisions.listLost().forEach(one -> lost.put(one.environment(), one.clientRevision()));
        repository.findRevisions().forEach((environment, revision) -> {
            if (revision > 0 || lost.containsKey(environment)) {
                long next = Math.max(revision, lost.getOrDefault(environment, 0L)) + REVISION_GAP;
                repository.advanceRevision(environment, next, now);
                revisions.markRestored(environment, next);
                before.put(environment, revision);
                after.put(environment, next);
            }
        });
        auditLog.append(new AuditEvent(
                "server",
                "database.restored",
                "database",
                reason,
                JSON.writeValueAsString(before),
                JSON.writeValueAsString(after)));
    }
}
