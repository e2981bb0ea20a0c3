// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.net.URI;
import java.nio.file.Path;
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
    /// Parses the options.
    ///
    /// @throws CommandLineUsageException when a value is invalid
    static AuditHeadOptions parse(ServerOptionValues values) {
        Path file = values.findPath(ServerOption.AUDIT_HEAD_FILE);
        URI url = parseUrl(values);
        if (values.isSet(ServerOption.AUDIT_HEAD_INTERVAL) && file == null && url == null) {
            throw new CommandLineUsageException(values.nameOf(ServerOption.AUDIT_HEAD_INTERVAL)
                    + " requires a destination. Add --audit-head-file FILE or --audit-head-url URL.");
        }
        return new AuditHeadOptions(
                file,
                url,
                values.getDuration(ServerOption.AUDIT_HEAD_INTERVAL, "PT1S", "P1D"),
                values.findPath(ServerOption.AUDIT_SIGNING_KEY_FILE));
    }

    /* The error message omits the value, because it might contain a password. */
    private static @Nullable URI parseUrl(ServerOptionValues values) {
        String text = values.findText(ServerOption.AUDIT_HEAD_URL);
        return text == null
                ? null
                : OutboundServerUrlParser.parse(text)
                        .orElseThrow(() -> new CommandLineUsageException(values.nameOf(ServerOption.AUDIT_HEAD_URL)
                                + " must be an http or https URL without user, password, query and"
                                + " fragment, such as https://witness.example/heads. The server sends no credentials"
                                + " there: heads are signed and contain no secrets."));
    }
}
