// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.foundation.problems.RequestFaults;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
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

/// Rollback plans and their drills over HTTP (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/environments/{environment}/flags/{flag}")
class DrillApi {
    private final RollbackPlans plans;
    private final PlanStandings standings;
    private final Drills drills;
    private final Flags flags;
    private final Clock clock;

    DrillApi(RollbackPlans plans, PlanStandings standings, Drills drills, Flags flags, Clock clock) {
        this.plans = plans;
        this.standings = standings;
        this.drills = drills;
        this.flags = flags;
        this.clock = clock;
    }

    @GetMapping("/rollback-plan")
    PlanView plan(@PathVariable String environment, @PathVariable String flag) {
        flags.requireFlag(environment, flag);
        return PlanView.of(plans.get(environment, flag));
    }

    @PutMapping("/rollback-plan")
    @Needs(Right.AUTHOR)
    @Takes(DrillBodies.Plan.class)
    PlanView setPlan(
            @PathVariable String environment,
            @PathVariable String flag,
            @RequestBody JsonNode body,
            Caller.Actor caller) {
        return PlanView.of(plans.put(environment, flag, PlanView.read(body), caller.name()));
    }

    @DeleteMapping("/rollback-plan")
    @Needs(Right.AUTHOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deletePlan(
            @PathVariable String environment,
            @PathVariable String flag,
            @RequestParam(defaultValue = "") String reason,
            Caller.Actor caller) {
        plans.delete(environment, flag, reason, caller.name());
    }

    @GetMapping("/drills")
    DrillView.All drills(@PathVariable String environment, @PathVariable String flag) {
        flags.requireFlag(environment, flag);
        DrillView.Standing standing = standings
                .find(environment, flag, now())
                .map(found -> DrillView.Standing.of(found.standing()))
                .orElse(null);
        List<DrillView> newest =
                drills.newest(environment, flag).stream().map(DrillView::of).toList();
        return new DrillView.All(standing, newest);
    }

    /// Begins a drill; it goes on by itself.
    @PostMapping("/drills")
    @Needs({Right.OPERATE, Right.AUTHOR})
    @ResponseStatus(HttpStatus.CREATED)
    @Takes(DrillBodies.Drill.class)
    DrillView drill(
            @PathVariable String environment,
            @PathVariable String flag,
            @RequestBody(required = false) @Nullable JsonNode body,
            Caller.Actor caller) {
        var faults = new Faults();
        String reason = new JsonFields(body, "", faults).only(Set.of("reason")).text("reason", "");
        RequestFaults.throwIfAny(faults, "No drill was begun.");
        flags.requireFlag(environment, flag);
        RollbackPlan plan = plans.get(environment, flag);
        return DrillView.of(drills.begin(new Drills.Order(environment, flag, plan, reason), caller.name(), now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
