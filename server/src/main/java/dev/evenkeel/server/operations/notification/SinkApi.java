// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.notification.SinkAnswer;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.web.Outgoing;
import dev.evenkeel.server.operations.notification.channel.SinkOrder;
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

/// Sinks over HTTP (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/sinks")
class SinkApi {
    private final Sinks sinks;
    private final Outgoing outgoing;
    private final Clock clock;

    SinkApi(Sinks sinks, Outgoing outgoing, Clock clock) {
        this.sinks = sinks;
        this.outgoing = outgoing;
        this.clock = clock;
    }

    /// What came of a test.
    ///
    /// @param taken whether the message has arrived
    record Tested(String sink, boolean taken, int status, String words) {}

    @GetMapping
    List<SinkView> all() {
        return sinks.all();
    }

    @GetMapping("/{name}")
    SinkView one(@PathVariable String name) {
        return sinks.get(name);
    }

    @PutMapping("/{name}")
    @Needs(Right.ADMINISTER)
    @Takes(EventBodies.Sink.class)
    SinkView put(@PathVariable String name, @RequestBody JsonNode body, Caller.Actor caller) {
        SinkOrder.requireAllowed(body, outgoing);
        return sinks.put(name, body, caller.name());
    }

    @DeleteMapping("/{name}")
    @Needs(Right.ADMINISTER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String name, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        sinks.delete(name, reason, caller.name());
    }

    @PostMapping("/{name}/test")
    @Needs(Right.ADMINISTER)
    Tested test(@PathVariable String name, Caller.Actor caller) {
        SinkAnswer answer = sinks.test(name, clock.instant().truncatedTo(ChronoUnit.MICROS), caller.name());
        return new Tested(name, answer.meaning() == SinkAnswer.Meaning.TAKEN, answer.status(), answer.words());
    }
}
