// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
    @OpenApiRequestBodySchema(DrillRequestSchemas.PutRollbackPlanRequest.class)
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
    DrillResponse.DrillListResponse listDrills(@PathVariable String environment, @PathVariable String flag) {
        flags.requireFlag(environment, flag);
        DrillResponse.FreshnessResponse freshnessResponse = rollbackPlanStatusQueries
                .find(environment, flag, now())
                .map(found -> DrillResponse.FreshnessResponse.of(found.freshness()))
                .orElse(null);
        List<DrillResponse> newest = drills.listNewest(environment, flag).stream()
                .map(DrillResponse::of)
                .toList();
        return new DrillResponse.DrillListResponse(freshnessResponse, newest);
    }

    /// Starts a rollback drill, which runs in the background; rejected if it would measure nothing.
    @PostMapping("/drills")
    @RequiresRight({Right.OPERATE, Right.AUTHOR})
    @ResponseStatus(HttpStatus.CREATED)
    @OpenApiRequestBodySchema(DrillRequestSchemas.StartDrillRequest.class)
    DrillResponse startDrill(
            @PathVariable String environment,
            @PathVariable String flag,
            @RequestBody(required = false) @Nullable JsonNode body,
            Caller.Actor caller) {
        var errors = new ValidationErrors();
        String reason = new JsonObjectReader(body, "", errors)
                .rejectUnknownFields(Set.of("reason"))
                .text("reason", "");
        ValidationErrorMapper.throwIfAny(errors, "The drill was not started.");
        flags.requireFlag(environment, flag);
        RollbackPlan plan = plans.get(environment, flag);
        return DrillResponse.of(drills.start(
                new DrillService.StartDrillCommand(environment, flag, plan, reason), caller.name(), now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
