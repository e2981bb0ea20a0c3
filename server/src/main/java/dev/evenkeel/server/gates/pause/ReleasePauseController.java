// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.pause;

import dev.evenkeel.api.ReleasePauseApi.PauseOrResumeReleasesRequest;
import dev.evenkeel.api.ReleasePauseApi.ReleasePauseListResponse;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for release pauses (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/environments/{environment}")
class ReleasePauseController {
    private final ReleasePauseService pauses;
    private final FlagService flags;

    ReleasePauseController(ReleasePauseService pauses, FlagService flags) {
        this.pauses = pauses;
        this.flags = flags;
    }

    /// Lists active release pauses: that of the whole environment first, then services by name.
    @GetMapping("/release-pauses")
    ReleasePauseListResponse get(@PathVariable String environment) {
        flags.getSnapshot(environment);
        return new ReleasePauseListResponse(environment, pauses.listByEnvironment(environment));
    }

    /// Pauses releases: no rollout starts or advances, rollbacks still run; keeps an existing pause.
    @PostMapping("/releases/pause")
    @RequiresRight(value = Right.STOP, scope = RequiresRight.ServiceSource.ANY)
    ReleasePauseListResponse pause(
            @PathVariable String environment, JsonRequest<PauseOrResumeReleasesRequest> body, Caller.Actor caller) {
        pauses.pause(environment, body.orThrow("Releases were not paused."), caller.name());
        return get(environment);
    }

    /// Resumes releases of an environment or a service; no effect if they are not paused.
    @PostMapping("/releases/resume")
    @RequiresRight(value = Right.OPERATE, scope = RequiresRight.ServiceSource.BODY)
    ReleasePauseListResponse resume(
            @PathVariable String environment, JsonRequest<PauseOrResumeReleasesRequest> body, Caller.Actor caller) {
        PauseOrResumeReleasesRequest request = body.orThrow("Releases were not resumed.");
        String service = request.service();
        caller.requireRight(Right.OPERATE, service == null ? List.of() : List.of(service));
        pauses.resume(environment, request, caller.name());
        return get(environment);
    }
}
