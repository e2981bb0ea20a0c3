// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.api.DrillApi.DrillListResponse;
import dev.evenkeel.api.DrillApi.DrillResponse;
import dev.evenkeel.api.DrillApi.PutRollbackPlanRequest;
import dev.evenkeel.api.DrillApi.StartDrillRequest;
import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
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

/// The endpoints for rollback plans and drills (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/environments/{environment}/flags/{flag}")
class RollbackPlanAndDrillController {
    private final RollbackPlanService plans;
    private final RollbackPlanStatusQueries rollbackPlanStatusQueries;
    private final DrillService drills;
    private final FlagService flags;
    private final Clock clock;

    RollbackPlanAndDrillController(
            RollbackPlanService plans,
            RollbackPlanStatusQueries rollbackPlanStatusQueries,
            DrillService drills,
            FlagService flags,
            Clock clock) {
        this.plans = plans;
        this.rollbackPlanStatusQueries = rollbackPlanStatusQueries;
        this.drills = drills;
        this.flags = flags;
        this.clock = clock;
    }

    /// Returns the rollback plan of a flag.
    @GetMapping("/rollback-plan")
    RollbackPlan getPlan(@PathVariable String environment, @PathVariable String flag) {
        flags.requireFlag(environment, flag);
        return plans.get(environment, flag);
    }

    /// Creates or replaces the rollback plan of a flag; a different plan gets a new version.
    @PutMapping("/rollback-plan")
    @RequiresRight(Right.AUTHOR)
    @OpenApiRequestBodySchema(PutRollbackPlanRequest.class)
    RollbackPlan putPlan(
            @PathVariable String environment,
            @PathVariable String flag,
            @RequestBody JsonNode body,
            Caller.Actor caller) {
        return plans.save(environment, flag, RollbackPlanCodec.parse(body), caller.name());
    }

    /// Deletes the rollback plan of a flag; its drills are kept, but do not count for later plans.
    @DeleteMapping("/rollback-plan")
    @RequiresRight(Right.AUTHOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deletePlan(
            @PathVariable String environment,
            @PathVariable String flag,
            @RequestParam(defaultValue = "") String reason,
            Caller.Actor caller) {
        plans.delete(environment, flag, reason, caller.name());
    }

    /// Lists the 50 newest rollback drills of a flag, newest first, and whether a valid drill exists.
    @GetMapping("/drills")
    DrillListResponse listDrills(@PathVariable String environment, @PathVariable String flag) {
        flags.requireFlag(environment, flag);
        return DrillResponses.listOf(
                rollbackPlanStatusQueries.find(environment, flag, now()).orElse(null),
                drills.listNewest(environment, flag));
    }

    /// Starts a rollback drill, which runs in the background; rejected if it would measure nothing.
    @PostMapping("/drills")
    @RequiresRight({Right.OPERATE, Right.AUTHOR})
    @ResponseStatus(HttpStatus.CREATED)
    DrillResponse startDrill(
            @PathVariable String environment,
            @PathVariable String flag,
            JsonRequest<StartDrillRequest> body,
            Caller.Actor caller) {
        StartDrillRequest request = body.orThrow("The drill was not started.");
        flags.requireFlag(environment, flag);
        RollbackPlan plan = plans.get(environment, flag);
        String reason = Objects.requireNonNullElse(request.reason(), "");
        return DrillResponses.of(drills.start(
                new DrillService.StartDrillCommand(environment, flag, plan, reason), caller.name(), now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
