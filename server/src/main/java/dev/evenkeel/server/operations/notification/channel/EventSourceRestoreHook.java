// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.server.foundation.database.maintenance.RestoreHook;
import org.springframework.stereotype.Component;

/// Who we are in events after the database was restored: somebody else. Ids of events that were sent since the
/// backup come again for other events, and whoever had the first ones would take the new ones for repetitions.
@Component
class EventSourceRestoreHook implements RestoreHook {
    private final AuditLogCursor cursor;

    EventSourceRestoreHook(AuditLogCursor cursor) {
        this.cursor = cursor;
    }

    @Override
    public void restored(String reason) {
        cursor.renewSource();
    }
}
