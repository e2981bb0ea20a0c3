// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.pause;

import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
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

/// HTTP endpoints for release pauses (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/environments/{environment}")
class ReleasePauseController {
    private final ReleasePauseService lines;
    private final FlagService flags;

    ReleasePauseController(ReleasePauseService lines, FlagService flags) {
        this.lines = lines;
        this.flags = flags;
    }

    /// The release pauses of an environment.
    ///
    /// @param pauses active pauses
    record ReleasePauseListResponse(String environment, List<ReleasePause> pauses) {}

    /// Lists active release pauses: that of the whole environment first, then services by name.
    @GetMapping("/release-pauses")
    ReleasePauseListResponse get(@PathVariable String environment) {
        flags.getSnapshot(environment);
        return new ReleasePauseListResponse(environment, lines.listByEnvironment(environment));
    }

    /// Pauses releases: no rollout starts or advances, rollbacks still run; keeps an existing pause.
    @PostMapping("/releases/pause")
    @RequiresRight(value = Right.STOP, scope = RequiresRight.ServiceSource.ANY)
    @OpenApiRequestBodySchema(ReleasePauseOrResumeRequest.class)
    ReleasePauseListResponse pause(@PathVariable String environment, @RequestBody JsonNode body, Caller.Actor caller) {
        ReleasePauseOrResumeCommand pauseCommand = ReleasePauseOrResumeCommand.parse(body, "Releases were not paused.");
        lines.pause(environment, pauseCommand.service(), pauseCommand.reason(), caller.name());
        return get(environment);
    }

    /// Resumes releases of an environment or a service; no effect if they are not paused.
    @PostMapping("/releases/resume")
    @RequiresRight(value = Right.OPERATE, scope = RequiresRight.ServiceSource.BODY)
    @OpenApiRequestBodySchema(ReleasePauseOrResumeRequest.class)
    ReleasePauseListResponse resume(@PathVariable String environment, @RequestBody JsonNode body, Caller.Actor caller) {
        ReleasePauseOrResumeCommand pauseCommand =
                ReleasePauseOrResumeCommand.parse(body, "Releases were not resumed.");
        caller.requireRight(
                Right.OPERATE, pauseCommand.service() == null ? List.of() : List.of(pauseCommand.service()));
        lines.resume(environment, pauseCommand.service(), pauseCommand.reason(), caller.name());
        return get(environment);
    }
}
