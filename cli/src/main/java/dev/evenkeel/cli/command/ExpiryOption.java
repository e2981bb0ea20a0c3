// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The two alternative options for an expiry.
public final class ExpiryOption {
    @Option(names = "--expires-at", paramLabel = "TIME", description = "Time of expiry, such as 2026-12-01T18:00:00Z.")
    private @Nullable Instant until;

    @Option(names = "--expires-in", paramLabel = "DURATION", description = "Time until expiry, such as PT2H or P90D.")
    private @Nullable Duration length;

    public ExpiryOption() {}

    /// Returns the expiry; one of the options must be given.
    public Instant expiresAt(Clock clock) {
        return length == null
                ? Objects.requireNonNull(until)
                : clock.instant().plus(length).truncatedTo(ChronoUnit.SECONDS);
    }
}
