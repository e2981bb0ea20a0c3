// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.pause;

import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.schema.RequestSchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
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
class ReleasePauseController {
    private final ReleasePauseService lines;
    private final FlagService flags;

    ReleasePauseController(ReleasePauseService lines, FlagService flags) {
        this.lines = lines;
        this.flags = flags;
    }

    /// An environment's lines.
    ///
    /// @param stopped those that are; all others go
    record ReleasePauseResponse(String environment, List<ReleasePause> stopped) {}

    @GetMapping
    ReleasePauseResponse show(@PathVariable String environment) {
        flags.current(environment);
        return new ReleasePauseResponse(environment, lines.of(environment));
    }

    @PostMapping("/stop")
    @RequiresRight(value = Right.STOP, scope = RequiresRight.Scope.ANY)
    @RequestSchema(ReleasePauseRequest.class)
    ReleasePauseResponse stop(@PathVariable String environment, @RequestBody JsonNode body, Caller.Actor caller) {
        PauseCommand order = PauseCommand.read(body, "No line was stopped.");
        lines.stop(environment, order.service(), order.reason(), caller.name());
        return show(environment);
    }

    @PostMapping("/go")
    @RequiresRight(value = Right.OPERATE, scope = RequiresRight.Scope.BODY)
    @RequestSchema(ReleasePauseRequest.class)
    ReleasePauseResponse release(@PathVariable String environment, @RequestBody JsonNode body, Caller.Actor caller) {
        PauseCommand order = PauseCommand.read(body, "No line was released.");
        caller.require(Right.OPERATE, order.service() == null ? List.of() : List.of(order.service()));
        lines.go(environment, order.service(), order.reason(), caller.name());
        return show(environment);
    }
}
