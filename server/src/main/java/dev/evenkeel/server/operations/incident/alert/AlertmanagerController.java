// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.alert;

import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.foundation.schema.RequestSchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.operations.incident.IncidentRequestSchemas;
import dev.evenkeel.server.operations.incident.IncomingAlert;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Where an Alertmanager tells of alerts: its webhook, version 4 (docs/reference/http-api.md).
@RestController
class AlertmanagerController {
    private final AlertIncidentService alerts;
    private final Clock clock;

    AlertmanagerController(AlertIncidentService alerts, Clock clock) {
        this.alerts = alerts;
        this.clock = clock;
    }

    /// What became of a message.
    ///
    /// @param alerts how many it held
    /// @param incidents ids of those that they belong to
    record AlertWebhookResponse(int alerts, Set<String> incidents) {}

    /* Alertmanager drops what is answered with 4xx, so that only what holds no alerts at all is refused. */
    @PostMapping("/api/v1/alerts/alertmanager")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.Scope.ANY)
    @RequestSchema(IncidentRequestSchemas.AlertmanagerWebhook.class)
    AlertWebhookResponse take(@RequestBody JsonNode body, Caller.Actor caller) {
        if (!body.path("alerts").isArray()) {
            throw new ValidationException(
                    ProblemCode.INVALID,
                    "The message holds no alerts.",
                    "Send what Alertmanager's webhook_config sends, version 4.",
                    List.of(new Problem.FieldError("/alerts", "must be an array", "list the alerts")));
        }
        Instant now = clock.instant();
        List<IncomingAlert> told = body.path("alerts")
                .valueStream()
                .filter(JsonNode::isObject)
                .map(alert -> IncomingAlert.read(alert, now))
                .toList();
        Set<String> touched = new LinkedHashSet<>();
        told.stream()
                .collect(Collectors.groupingBy(IncomingAlert::service, TreeMap::new, Collectors.toList()))
                .forEach((service, ofIt) -> touched.addAll(alerts.take(service, ofIt)));
        long leftOut = body.path("truncatedAlerts").asLong(0);
        if (leftOut > 0) {
            alerts.leftOut(touched, leftOut, body.path("groupKey").asString(""));
        }
        return new AlertWebhookResponse(told.size(), touched);
    }
}
