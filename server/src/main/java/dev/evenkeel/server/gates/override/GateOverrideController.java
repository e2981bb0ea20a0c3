// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import dev.evenkeel.api.GateOverrideApi.CreateGateOverrideRequest;
import dev.evenkeel.api.GateOverrideApi.FlagGateOverride;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for gate overrides (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/environments/{environment}")
class GateOverrideController {
    private final GateOverrideService overrides;
    private final FlagService flags;

    GateOverrideController(GateOverrideService overrides, FlagService flags) {
        this.overrides = overrides;
        this.flags = flags;
    }

    /// Lists the 100 newest gate overrides of an environment, newest first, including expired ones.
    @GetMapping("/gate-overrides")
    List<FlagGateOverride> list(@PathVariable String environment) {
        flags.getSnapshot(environment);
        return overrides.listNewest(environment);
    }

    /// Overrides a gate for changes of a flag until a time, at most 31 days from now.
    @PostMapping("/flags/{flag}/gate-overrides")
    @RequiresRight(Right.OPERATE)
    @ResponseStatus(HttpStatus.CREATED)
    FlagGateOverride create(
            @PathVariable String environment,
            @PathVariable String flag,
            JsonRequest<CreateGateOverrideRequest> body,
            Caller.Actor caller) {
        return overrides.create(environment, flag, body, caller.name());
    }

    /// Revokes a gate override before it expires; the gate applies again.
    @DeleteMapping("/gate-overrides/{id}")
    @RequiresRight(value = Right.OPERATE, scope = RequiresRight.ServiceSource.ANY)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String environment, @PathVariable String id, Caller.Actor caller) {
        overrides.end(environment, id, caller.name());
    }
}
