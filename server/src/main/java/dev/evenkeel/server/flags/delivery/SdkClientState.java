// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One process of a service that runs Evenkeel's SDK. Readers of OFREP and of flagd's sync do not say who they
/// are and what they have; they are not counted.
///
/// @param environment whose flags it gets
/// @param instance its random name
/// @param revision the revision it acknowledged last; null when it has not acknowledged any
/// @param newestRevision the environment's newest revision
/// @param acknowledgedAt when this server's side received the acknowledgement; null without
/// @param lastSeen the last sign of life: an acknowledgement, an outcome batch, or a write to its stream
/// @param connected whether that was at most 15 s ago
/// @param behindSince when the first revision that it lacks was committed, or, when it has not acknowledged
///     any, when it was first seen; null when it has the newest, or when that is not known
public record SdkClientState(
        String environment,
        String instance,
        @Nullable Long revision,
        long newestRevision,
        @Nullable Instant acknowledgedAt,
        Instant lastSeen,
        boolean connected,
        @Nullable Instant behindSince) {
    /// Whether it runs and has not said that the newest revision is active in it.
    public boolean isBehind() {
        return connected && (revision == null || revision < newestRevision);
    }

    /// How many revisions it is behind; 0 when it is not, null when it has not acknowledged any.
    public @Nullable Long behindBy() {
        return revision == null ? null : (Long) Math.max(0, newestRevision - revision);
    }

    /// How long it has been behind; zero when it is not, or when that is not known.
    public Duration lag(Instant now) {
        Instant since = isBehind() ? behindSince : null;
        return since == null || since.isAfter(now) ? Duration.ZERO : Duration.between(since, now);
    }
}
