// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where heads of the ledger are published, and the key that signs them.
///
/// @param heads file that heads are appended to, or null
/// @param headsUrl address that heads are posted to, or null
/// @param every shortest time between two heads in one place
/// @param key file of the private key, or null for the one of the data folder
public record AuditOptions(
        @Nullable Path heads,
        @Nullable URI headsUrl,
        Duration every,
        @Nullable Path key) {
    static final Duration USUAL = Duration.ofMinutes(1);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    /// The message leaves the value out: it might hold a password.
    static URI url(String given) {
        return ServerUrlParser.find(given)
                .orElseThrow(() -> new CommandLineUsageException(
                        "--audit-heads-url must be an http or https address without user, password, query and"
                                + " fragment, like https://witness.example/heads. A head is signed and holds no"
                                + " secret, so its receiver needs none either."));
    }

    static Duration every(String given) {
        try {
            Duration every = Duration.parse(given);
            if (every.compareTo(SHORTEST) >= 0 && every.compareTo(LONGEST) <= 0) {
                return every;
            }
        } catch (DateTimeException e) {
            throw noTime(given);
        }
        throw noTime(given);
    }

    private static CommandLineUsageException noTime(String given) {
        return new CommandLineUsageException(
                "--audit-every must be a time from PT1S to P1D, like PT1M for a minute, got \"" + given + "\".");
    }
}
