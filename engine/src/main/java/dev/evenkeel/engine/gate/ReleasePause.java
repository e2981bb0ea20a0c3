// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A pause of releases: no change starts or advances while it is active.
///
/// @param service affected service; null for the whole environment
/// @param pausedBy user who paused releases
/// @param reason the user's reason
public record ReleasePause(
        String environment, @Nullable String service, String pausedBy, String reason, Instant pausedAt) {
    /// Returns a description as part of a sentence.
    public String describe() {
        return "releases of " + name() + " were paused by " + pausedBy + " at "
                + pausedAt.truncatedTo(ChronoUnit.SECONDS) + ": " + reason;
    }

    private String name() {
        return service == null ? "environment " + environment : service + " in " + environment;
    }
}
