// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an SDK counted since its start: a snapshot, not a live view.
///
/// @param instance random name of this process, under which the server knows it
/// @param revision revision of the flags in memory, 0 without flags
/// @param callsRecorded calls of guarded changes that have ended
/// @param callsRefused calls that the candidate's concurrency limits left to control, and reads of
///     migrations that they did not let begin
/// @param callsTimedOut calls whose callers stopped waiting at the candidate's time limit
/// @param dropped what will not reach the server, for each cause that occurred
/// @param overridden keys of the flags that the override file decides
/// @param batchesSent batches that the server has
/// @param batchesRefused batches that the server refused for good
/// @param batchesWaiting batches to be sent again
/// @param useReportFailures reports of the use of flags that did not arrive; their content is told
///     later, unless the server refused it for good
/// @param snapshotFileFailures times that the snapshot file could not be read or written
/// @param internalErrors mistakes of the SDK itself that it survived; worth a bug report when above 0
/// @param sinceLastContact time since the server was last heard; null when never
public record SdkStats(
        String instance,
        long revision,
        long callsRecorded,
        long callsRefused,
        long callsTimedOut,
        Map<DropCause, Long> dropped,
        Set<String> overridden,
        long batchesSent,
        long batchesRefused,
        int batchesWaiting,
        long useReportFailures,
        long snapshotFileFailures,
        long internalErrors,
        @Nullable Duration sinceLastContact) {
    public SdkStats {
        dropped = Map.copyOf(dropped);
        overridden = Set.copyOf(overridden);
    }
}
