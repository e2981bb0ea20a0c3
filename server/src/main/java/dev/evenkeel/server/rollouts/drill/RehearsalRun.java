// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.CandidateRehearsalResult;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rehearsal of one drill. It is asked for at most once, whatever becomes of this server: it writes.
///
/// @param address where the service runs the candidate
/// @param variant the candidate
/// @param keys targeting keys that belong to nobody
/// @param askedAt when the service was asked; null until then
/// @param answeredAt when it was known what came of it; null until then
/// @param result what came of it; null until then
record RehearsalRun(
        URI address,
        String variant,
        List<String> keys,
        @Nullable Instant askedAt,
        @Nullable Instant answeredAt,
        @Nullable CandidateRehearsalResult result) {

    RehearsalRun asked(Instant at) {
        return new RehearsalRun(address, variant, keys, at, null, null);
    }

    RehearsalRun answered(Instant at, CandidateRehearsalResult what) {
        return new RehearsalRun(address, variant, keys, askedAt, at, what);
    }

    /// Whether the service was asked and did not answer yet.
    boolean isWaiting() {
        return askedAt != null && answeredAt == null;
    }
}
