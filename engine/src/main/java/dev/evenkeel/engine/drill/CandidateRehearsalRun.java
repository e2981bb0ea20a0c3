// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.drill;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rehearsal of a drill. It is requested at most once, even if this server fails, because it writes data.
///
/// @param address URL at which the service runs the candidate
/// @param variant candidate variant
/// @param keys synthetic targeting keys, which belong to no real user
/// @param requestedAt when the service was asked; null until then
/// @param respondedAt when the result was known; null until then
/// @param result result; null until then
public record CandidateRehearsalRun(
        URI address,
        String variant,
        List<String> keys,
        @Nullable Instant requestedAt,
        @Nullable Instant respondedAt,
        @Nullable CandidateRehearsalResult result) {

    public CandidateRehearsalRun withRequestedAt(Instant at) {
        return new CandidateRehearsalRun(address, variant, keys, at, null, null);
    }

    public CandidateRehearsalRun withResult(Instant at, CandidateRehearsalResult what) {
        return new CandidateRehearsalRun(address, variant, keys, requestedAt, at, what);
    }

    /// Whether the service has been asked and has not responded.
    @JsonIgnore
    public boolean isPending() {
        return requestedAt != null && respondedAt == null;
    }
}
