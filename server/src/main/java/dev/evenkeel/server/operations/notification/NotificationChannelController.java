// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.notification.DeliveryResponse;
import dev.evenkeel.server.foundation.schema.RequestSchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.web.OutboundHttpClient;
import dev.evenkeel.server.operations.notification.channel.NotificationChannelRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// HTTP endpoints for notification channels (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/notification-channels")
class NotificationChannelController {
    private final NotificationChannelService sinks;
    private final OutboundHttpClient outgoing;
    private final Clock clock;

    NotificationChannelController(NotificationChannelService sinks, OutboundHttpClient outgoing, Clock clock) {
        this.sinks = sinks;
        this.outgoing = outgoing;
        this.clock = clock;
    }

    /// The result of a test message.
    ///
    /// @param delivered whether the receiver accepted the message
    record ChannelTestResponse(String channel, boolean delivered, int status, String response) {}

    @GetMapping
    List<NotificationChannelResponse> list() {
        return sinks.list();
    }

    @GetMapping("/{name}")
    NotificationChannelResponse get(@PathVariable String name) {
        return sinks.get(name);
    }

    @PutMapping("/{name}")
    @RequiresRight(Right.ADMINISTER)
    @RequestSchema(NotificationRequestSchemas.PutNotificationChannelRequest.class)
    NotificationChannelResponse save(@PathVariable String name, @RequestBody JsonNode body, Caller.Actor caller) {
        NotificationChannelRequest.requireAllowed(body, outgoing);
        return sinks.save(name, body, caller.name());
    }

    @DeleteMapping("/{name}")
    @RequiresRight(Right.ADMINISTER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String name, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        sinks.delete(name, reason, caller.name());
    }

    @PostMapping("/{name}/test")
    @RequiresRight(Right.ADMINISTER)
    ChannelTestResponse sendTest(@PathVariable String name, Caller.Actor caller) {
        DeliveryResponse answer = sinks.sendTest(name, clock.instant().truncatedTo(ChronoUnit.MICROS), caller.name());
        return new ChannelTestResponse(
                name, answer.outcome() == DeliveryResponse.Outcome.DELIVERED, answer.status(), answer.detail());
    }
}
