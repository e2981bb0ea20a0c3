// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The two alternative options for an expiry.
public final class ExpiryOption {
    @Option(names = "--expires-at", paramLabel = "TIME", description = "Time of expiry, such as 2026-12-01T18:00:00Z.")
    private @Nullable String until;

    @Option(names = "--expires-in", paramLabel = "DURATION", description = "Time until expiry, such as PT2H or P90D.")
    private @Nullable Duration length;

    public ExpiryOption() {}

    /// Formats the expiry for a request.
    public String expiresAt(Clock clock) {
        return length == null
                ? String.valueOf(until)
                : clock.instant().plus(length).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
