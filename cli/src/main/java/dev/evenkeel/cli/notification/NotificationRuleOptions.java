// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.client.ServerApiClient;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The options of a notification rule.
final class NotificationRuleOptions {
    @Option(
            names = "--service",
            paramLabel = "KEY",
            split = ",",
            description = "Only events of this service; repeatable (default: all services).")
    private List<String> services = List.of();

    @Option(
            names = "--severity",
            paramLabel = "SEVERITY",
            description = "Minimum severity: INFO, NOTICE, TICKET or PAGE (default: INFO).")
    private @Nullable String severity;

    @Option(
            names = "--event",
            paramLabel = "KIND",
            split = ",",
            description = "Event kind (rollout.held), family (incident) or *; repeatable (default: rollbacks, SLO"
                    + " alerts, spent error budgets, approval requests and unplanned holds).")
    private List<String> events = List.of();

    @Option(
            names = "--hold-after",
            paramLabel = "DURATION",
            description = "Minimum duration of a hold before it is sent (default: PT10M).")
    private @Nullable Duration holdAfter;

    /// Creates the request body of a new rule.
    ObjectNode requestBody(String channel) {
        ObjectNode body = ServerApiClient.JSON.createObjectNode().put("channel", channel);
        addGivenTo(body);
        return body;
    }

    /// Creates the request body that changes a rule.
    ///
    /// @param stored the rule as the server returns it
    /// @param channel null to keep the channel
    ObjectNode requestBody(JsonNode stored, @Nullable String channel) {
        ObjectNode body = ServerApiClient.JSON.createObjectNode();
        for (String field : List.of("channel", "services", "severity", "events", "holdAfter")) {
            body.set(field, stored.path(field));
        }
        if (channel != null) {
            body.put("channel", channel);
        }
        addGivenTo(body);
        return body;
    }

    private void addGivenTo(ObjectNode body) {
        if (!services.isEmpty()) {
            services.forEach(body.putArray("services")::add);
        }
        if (!events.isEmpty()) {
            events.forEach(body.putArray("events")::add);
        }
        if (severity != null) {
            body.put("severity", severity);
        }
        if (holdAfter != null) {
            body.put("holdAfter", holdAfter.toString());
        }
    }
}
