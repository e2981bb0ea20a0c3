// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.server.foundation.database.maintenance.RestoreHook;
import org.springframework.stereotype.Component;

/// A hook that changes the source of events after a restore of the database. Event ids since the backup are
/// used again for different events; with the old source, receivers would treat those as duplicates.
@Component
class EventSourceUriRestoreHook implements RestoreHook {
    private final EventCollectionCursorRepository cursor;

    EventSourceUriRestoreHook(EventCollectionCursorRepository cursor) {
        this.cursor = cursor;
    }

    @Override
    public void onRestored(String reason) {
        cursor.renewSource();
    }
}
