// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.pause;

import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Stop-the-line over HTTP (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/environments/{environment}/line")
class LineApi {
    private final Lines lines;
    private final Flags flags;

    LineApi(Lines lines, Flags flags) {
        this.lines = lines;
        this.flags = flags;
    }

    /// An environment's lines.
    ///
    /// @param stopped those that are; all others go
    record View(String environment, List<StoppedLine> stopped) {}

    @GetMapping
    View show(@PathVariable String environment) {
        flags.current(environment);
        return new View(environment, lines.of(environment));
    }

    @PostMapping("/stop")
    @Needs(value = Right.STOP, scope = Needs.Scope.ANY)
    @Takes(Line.class)
    View stop(@PathVariable String environment, @RequestBody JsonNode body, Caller.Actor caller) {
        LineOrder order = LineOrder.read(body, "No line was stopped.");
        lines.stop(environment, order.service(), order.reason(), caller.name());
        return show(environment);
    }

    @PostMapping("/go")
    @Needs(value = Right.OPERATE, scope = Needs.Scope.BODY)
    @Takes(Line.class)
    View release(@PathVariable String environment, @RequestBody JsonNode body, Caller.Actor caller) {
        LineOrder order = LineOrder.read(body, "No line was released.");
        caller.require(Right.OPERATE, order.service() == null ? List.of() : List.of(order.service()));
        lines.go(environment, order.service(), order.reason(), caller.name());
        return show(environment);
    }
}
