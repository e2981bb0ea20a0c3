// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.OptionDescriptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// The options for pausing and resuming releases: scope and reason.
final class ReleasePauseOptions {
    @Option(names = "--service", paramLabel = "KEY", description = OptionDescriptions.ONLY_SERVICE)
    private @Nullable String service;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = OptionDescriptions.REASON)
    private String reason = "";

    /// Returns the request body.
    String requestBody() {
        ObjectNode order = ServerApiClient.JSON.createObjectNode().put("reason", reason);
        if (service != null) {
            order.put("service", service);
        }
        return order.toString();
    }
}
