// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.pause;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A line on which nothing goes on.
///
/// @param service whose changes; null for all of the environment
/// @param person who stopped it
/// @param reason why, in that person's words
public record ReleasePause(String environment, @Nullable String service, String person, String reason, Instant since) {
    /// It as part of a sentence.
    String words() {
        return "the line of " + name() + " is stopped since " + since.truncatedTo(ChronoUnit.SECONDS) + " by " + person
                + ": " + reason;
    }

    private String name() {
        return service == null ? environment : service + " in " + environment;
    }
}
