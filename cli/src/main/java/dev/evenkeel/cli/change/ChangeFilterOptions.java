// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.change;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that filter changes.
final class ChangeFilterOptions {
    @Option(names = "--service", paramLabel = "KEY", description = OptionDescriptions.ONLY_SERVICE)
    private @Nullable String service;

    @Option(names = "--deployed-in", paramLabel = "NAME", description = OptionDescriptions.ONLY_DEPLOYED_IN)
    private @Nullable String deployedIn;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Start of the period, such as 2026-11-01T00:00:00Z (default: 90 days ago).")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "End of the period, exclusive (default: now).")
    private @Nullable Instant to;

    /// Returns the query string of the request; empty without filters.
    String query() {
        List<String> parts = new ArrayList<>();
        add(parts, "service", service);
        add(parts, "environment", deployedIn);
        add(parts, "from", from);
        add(parts, "to", to);
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private static void add(List<String> parts, String name, @Nullable Object value) {
        if (value != null) {
            parts.add(name + "=" + ServerApiClient.urlEncode(value.toString()));
        }
    }
}
