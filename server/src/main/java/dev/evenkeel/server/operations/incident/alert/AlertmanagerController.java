// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.alert;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.api.IncidentApi.AlertWebhookResponse;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.operations.incident.IncomingAlert;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The webhook receiver for Alertmanager, version 4 of the payload (docs/reference/http-api.md).
@RestController
class AlertmanagerController {
    private final AlertIncidentService alerts;
    private final Clock clock;

    AlertmanagerController(AlertIncidentService alerts, Clock clock) {
        this.alerts = alerts;
        this.clock = clock;
    }

    /// The payload of Alertmanager, as a type for the OpenAPI document.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Webhook(
            @JsonProperty(required = true) @JsonPropertyDescription("alerts; the label service names the service")
            List<Map<String, Object>> alerts,

            @JsonPropertyDescription("number of alerts that Alertmanager left out")
            long truncatedAlerts,

            @JsonPropertyDescription("group of the alerts") String groupKey) {}

    /* Alertmanager drops a notification after a 4xx response: reject only payloads without an alerts array. */
    /// Receives an Alertmanager webhook: firing alerts open incidents, resolved ones mitigate them.
    @PostMapping("/api/v1/alerts/alertmanager")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.ServiceSource.ANY)
    @OpenApiRequestBodySchema(Webhook.class)
    AlertWebhookResponse receive(@RequestBody JsonNode body, Caller.Actor caller) {
        if (!body.path("alerts").isArray()) {
            throw new ValidationException(
                    ProblemCode.INVALID,
                    "The request has no alerts array. No alerts were imported.",
                    "Send an Alertmanager webhook payload, version 4.",
                    List.of(new ValidationError("/alerts", "must be an array", "list the alerts")));
        }
        Instant now = clock.instant();
        List<IncomingAlert> told = body.path("alerts")
                .valueStream()
                .filter(JsonNode::isObject)
                .map(alert -> IncomingAlert.parse(alert, now))
                .toList();
        Set<String> touched = new LinkedHashSet<>();
        told.stream()
                .collect(Collectors.groupingBy(IncomingAlert::service, TreeMap::new, Collectors.toList()))
                .forEach((service, ofIt) -> touched.addAll(alerts.ingest(service, ofIt)));
        long leftOut = body.path("truncatedAlerts").asLong(0);
        if (leftOut > 0) {
            alerts.recordTruncated(touched, leftOut, body.path("groupKey").asString(""));
        }
        return new AlertWebhookResponse(told.size(), touched);
    }
}
