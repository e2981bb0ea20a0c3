// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.client.ServerApiClient;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// The options of a notification rule.
final class NotificationRuleOptions {
    @Option(
            names = "--service",
            paramLabel = "KEY",
            split = ",",
            description = "Only of this service; may be repeated (default: all).")
    private List<String> services = List.of();

    @Option(
            names = "--severity",
            paramLabel = "SEVERITY",
            description = "Only from this on: INFO, NOTICE, TICKET or PAGE (default: INFO).")
    private @Nullable String severity;

    @Option(
            names = "--event",
            paramLabel = "KIND",
            split = ",",
            description = "A kind (rollout.held), a family (incident) or *; may be repeated (default: the quiet few).")
    private List<String> events = List.of();

    @Option(
            names = "--hold-after",
            paramLabel = "DURATION",
            description = "Tell of a hold once it has lasted so long, like PT10M (default: PT10M).")
    private @Nullable Duration holdAfter;

    /// Creates the request body of the rule.
    ObjectNode requestBody(String sink) {
        ObjectNode order = ServerApiClient.JSON.createObjectNode().put("channel", sink);
        services.forEach(order.putArray("services")::add);
        events.forEach(order.putArray("events")::add);
        if (severity != null) {
            order.put("severity", severity);
        }
        if (holdAfter != null) {
            order.put("holdAfter", holdAfter.toString());
        }
        return order;
    }
}
