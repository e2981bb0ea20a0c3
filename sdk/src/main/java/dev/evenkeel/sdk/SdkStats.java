// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Statistics of an SDK since its start: a snapshot, not a live view.
///
/// @param instance random name of this process at the server
/// @param revision revision of the flags in memory, 0 without flags
/// @param callsRecorded completed calls of guarded changes
/// @param callsRefused calls above the candidate's concurrency limit that control served, and reads of
///     migrations that were not started for that reason
/// @param callsTimedOut calls that exceeded the candidate's time limit
/// @param dropped dropped data by cause
/// @param overridden keys of the flags in the override file
/// @param batchesSent batches that the server accepted
/// @param batchesRefused batches that the server rejected permanently
/// @param batchesQueued batches waiting for a retry
/// @param useReportFailures usage reports that failed; their content is reported later, unless the server
///     rejected it permanently
/// @param snapshotFileFailures failed reads and writes of the snapshot file
/// @param internalErrors internal errors of the SDK that it recovered from; please report a bug when above 0
/// @param sinceLastContact time since the last contact to the server; null when there was none
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
        int batchesQueued,
        long useReportFailures,
        long snapshotFileFailures,
        long internalErrors,
        @Nullable Duration sinceLastContact) {
    public SdkStats {
        dropped = Map.copyOf(dropped);
        overridden = Set.copyOf(overridden);
    }
}
