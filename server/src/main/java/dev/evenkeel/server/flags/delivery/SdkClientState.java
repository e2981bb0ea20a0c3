// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The state of one process that runs Evenkeel's SDK. Clients of OFREP and of flagd's sync do not identify
/// themselves or their revision, so they are not included.
///
/// @param environment environment of its flags
/// @param instance its random name
/// @param revision the revision it acknowledged last; null before the first acknowledgement
/// @param newestRevision the environment's newest revision
/// @param acknowledgedAt when a server received the acknowledgement; null without one
/// @param lastSeen the last sign of life: an acknowledgement, an outcome batch, or a write to its stream
/// @param connected whether that was at most 15 s ago
/// @param behindSince when the first revision that it lacks was committed or, before its first acknowledgement,
///     when it was first seen; null when it has the newest revision, or when unknown
public record SdkClientState(
        String environment,
        String instance,
        @Nullable Long revision,
        long newestRevision,
        @Nullable Instant acknowledgedAt,
        Instant lastSeen,
        boolean connected,
        @Nullable Instant behindSince) {
    /// Whether the process is connected and has not acknowledged the newest revision.
    public boolean isBehind() {
        return connected && (revision == null || revision < newestRevision);
    }

    /// Returns the number of revisions it is behind; 0 when up to date, null before the first acknowledgement.
    public @Nullable Long behindBy() {
        return revision == null ? null : (Long) Math.max(0, newestRevision - revision);
    }

    /// Returns how long it has been behind; zero when up to date or unknown.
    public Duration lag(Instant now) {
        Instant since = isBehind() ? behindSince : null;
        return since == null || since.isAfter(now) ? Duration.ZERO : Duration.between(since, now);
    }
}
