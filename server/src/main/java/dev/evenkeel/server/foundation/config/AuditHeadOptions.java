// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Options for publishing heads of the audit log and for the key that signs them.
///
/// @param headsFile file that heads are appended to, or null
/// @param headsUrl URL that heads are posted to, or null
/// @param interval minimum time between two heads for one destination
/// @param key file of the private key, or null for the one in the data folder
public record AuditHeadOptions(
        @Nullable Path headsFile,
        @Nullable URI headsUrl,
        Duration interval,
        @Nullable Path key) {
    static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    /// The error message omits the value, because it might contain a password.
    static URI parseUrl(String given) {
        return OutboundServerUrlParser.parse(given)
                .orElseThrow(() -> new CommandLineUsageException(
                        "--audit-head-url must be an http or https URL without user, password, query and"
                                + " fragment, such as https://witness.example/heads. The server sends no credentials"
                                + " there: heads are signed and contain no secrets."));
    }

    static Duration parseInterval(String given) {
        try {
            Duration every = Duration.parse(given);
            if (every.compareTo(SHORTEST) >= 0 && every.compareTo(LONGEST) <= 0) {
                return every;
            }
        } catch (DateTimeException e) {
            throw invalidInterval(given);
        }
        throw invalidInterval(given);
    }

    private static CommandLineUsageException invalidInterval(String given) {
        return new CommandLineUsageException("Invalid --audit-head-interval \"" + given
                + "\". Specify a duration from PT1S to P1D, such as PT1M for 1 minute.");
    }
}
