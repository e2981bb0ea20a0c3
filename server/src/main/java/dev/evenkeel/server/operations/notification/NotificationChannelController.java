// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.api.NotificationApi.ChannelTestResponse;
import dev.evenkeel.api.NotificationApi.NotificationChannelResponse;
import dev.evenkeel.api.NotificationApi.PutNotificationChannelRequest;
import dev.evenkeel.engine.notification.DeliveryResponse;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.web.OutboundHttpClient;
import dev.evenkeel.server.operations.notification.channel.NotificationChannelFactory;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for notification channels (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/notification-channels")
class NotificationChannelController {
    private final NotificationChannelService channels;
    private final OutboundHttpClient httpClient;
    private final Clock clock;

    NotificationChannelController(NotificationChannelService channels, OutboundHttpClient httpClient, Clock clock) {
        this.channels = channels;
        this.httpClient = httpClient;
        this.clock = clock;
    }

    /// Lists all notification channels with their last delivery, by name, without secrets.
    @GetMapping
    List<NotificationChannelResponse> list() {
        return channels.list();
    }

    /// Returns a notification channel with its last delivery, without its secret.
    @GetMapping("/{name}")
    NotificationChannelResponse get(@PathVariable String name) {
        return channels.get(name);
    }

    /// Creates or updates a notification channel; omitted fields keep their values.
    @PutMapping("/{name}")
    @RequiresRight(Right.ADMINISTER)
    NotificationChannelResponse save(
            @PathVariable String name, JsonRequest<PutNotificationChannelRequest> body, Caller.Actor caller) {
        NotificationChannelFactory.requireAllowed(body, httpClient);
        return channels.save(name, body, caller.name());
    }

    /// Deletes a notification channel and its secret; rejected while a rule uses it.
    @DeleteMapping("/{name}")
    @RequiresRight(Right.ADMINISTER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String name, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        channels.delete(name, reason, caller.name());
    }

    /// Sends a test message to a notification channel immediately, without retries.
    @PostMapping("/{name}/test")
    @RequiresRight(Right.ADMINISTER)
    ChannelTestResponse sendTest(@PathVariable String name, Caller.Actor caller) {
        DeliveryResponse deliveryResponse =
                channels.sendTest(name, clock.instant().truncatedTo(ChronoUnit.MICROS), caller.name());
        return new ChannelTestResponse(
                name,
                deliveryResponse.outcome() == DeliveryResponse.Outcome.DELIVERED,
                deliveryResponse.status(),
                deliveryResponse.detail());
    }
}
