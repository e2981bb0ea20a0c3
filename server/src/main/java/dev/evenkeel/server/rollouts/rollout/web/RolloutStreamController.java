// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequestAuthenticator;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The endpoint for event streams of rollouts (docs/reference/http-api.md).
@RestController
class RolloutStreamController {
    private final RolloutQueries rollouts;
    private final RolloutStreamService streams;
    private final RequestAuthenticator credentials;

    RolloutStreamController(RolloutQueries rollouts, RolloutStreamService streams, RequestAuthenticator credentials) {
        this.rollouts = rollouts;
        this.streams = streams;
        this.credentials = credentials;
    }

    /// Streams the ticks and changes of a rollout as server-sent events; stays open after its end.
    @GetMapping(value = "/api/v1/rollouts/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "false") boolean brief,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEvent,
            HttpServletRequest request) {
        Rollout rollout = rollouts.get(id);
        long from = lastEvent != null ? lastEvent : after != null ? after : rollout.ticks();
        String caller = Caller.findByRequest(request).orElseThrow().senderId();
        var reader = new RolloutStreamService.AuthorizedStreamReader(caller, credentials.createValidityCheck(request));
        return streams.open(id, from, brief, reader);
    }
}
