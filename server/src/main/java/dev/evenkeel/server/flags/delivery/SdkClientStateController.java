// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.api.EnvironmentApi.ClientListResponse;
import dev.evenkeel.api.EnvironmentApi.ClientResponse;
import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.core.wire.RevisionAckMessage;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.server.foundation.problems.MalformedMessageProblemFactory;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for acknowledgements and sign-offs of SDK processes, and for the revision of each process.
@RestController
class SdkClientStateController {
    private final SdkClientService clients;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    SdkClientStateController(SdkClientService clients, Clock clock, ApplicationEventPublisher events) {
        this.clients = clients;
        this.clock = clock;
        this.events = events;
    }

    /// Records that a revision is active in an SDK process; rejects unknown revisions.
    @PostMapping("/sdk/v1/acks")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @OpenApiRequestBodySchema(DeliveryRequestSchemas.AcknowledgeRevisionRequest.class)
    void acknowledge(@RequestBody byte[] body, Caller.SdkClient client) {
        try {
            RevisionAckMessage ack = WireCodec.decodeAck(body);
            if (!ack.trips().isEmpty()) {
                events.publishEvent(new BreakerTripsReportedEvent(client.environment(), ack.trips()));
            }
            if (!clients.acknowledge(client.environment(), ack.instance(), ack.revision(), ack.flushed())) {
                throw unknownRevision(client.environment(), ack.revision());
            }
        } catch (MalformedMessageException e) {
            throw MalformedMessageProblemFactory.toProblem(
                    e, "acknowledgement", "Send {\"instance\":\"NAME\",\"revision\":NUMBER}.");
        }
    }

    /// Signs off an SDK process at shutdown, so that rollouts no longer wait for its outcomes.
    @DeleteMapping("/sdk/v1/clients/{instance}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disconnect(@PathVariable String instance, Caller.SdkClient client) {
        clients.markDisconnected(client.environment(), instance);
    }

    /// Deletes an SDK process that ended without signing off; rejected while it is connected.
    @DeleteMapping("/api/v1/environments/{environment}/clients/{instance}")
    @RequiresRight(Right.OPERATE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable String environment,
            @PathVariable String instance,
            @RequestParam(defaultValue = "") String reason,
            Caller.Actor admin) {
        clients.delete(environment, instance, admin.name(), reason);
    }

    /// Lists the SDK processes of an environment that were seen within a day, by instance.
    @GetMapping("/api/v1/environments/{environment}/clients")
    ClientListResponse list(@PathVariable String environment) {
        Instant now = clock.instant();
        List<SdkClientState> all = clients.listByEnvironment(environment);
        SdkClientLagSummary lag = SdkClientLagSummary.of(all, now);
        return new ClientListResponse(
                lag.connected(),
                lag.behind(),
                seconds(lag.largest()),
                all.stream().map(client -> toResponse(client, now)).toList());
    }

    private static ClientResponse toResponse(SdkClientState client, Instant now) {
        return new ClientResponse(
                client.instance(),
                client.environment(),
                client.revision(),
                client.newestRevision(),
                client.behindBy(),
                seconds(client.lag(now)),
                client.acknowledgedAt(),
                client.lastSeen(),
                client.connected());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static ValidationException unknownRevision(String environment, long revision) {
        String problem = "environment " + environment + " never had revision " + revision;
        return new ValidationException(
                ProblemCode.INVALID,
                "The acknowledgement was not stored: " + problem + ".",
                "Acknowledge the revision that GET /sdk/v1/flags returns.",
                List.of(new ValidationError("/revision", problem, "")));
    }
}
