// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.api.CapacityApi.CapacityPolicyResponse;
import dev.evenkeel.api.CapacityApi.CreateMinimumTimeShareRuleRequest;
import dev.evenkeel.api.CapacityApi.SetCapacityPolicyRequest;
import dev.evenkeel.api.CapacityApi.SetCapacitySplitPlanRequest;
import dev.evenkeel.api.CapacityApi.TeamTimeReportResponse;
import dev.evenkeel.engine.calendar.Quarter;
import dev.evenkeel.engine.capacity.CostOfDelayOrder;
import dev.evenkeel.engine.capacity.MinimumTimeShareRule;
import dev.evenkeel.engine.capacity.WorkWindow;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The endpoints for capacity reports, policies, plans and rules (docs/reference/http-api.md). An empty team
/// means the whole organisation.
@RestController
@RequestMapping("/api/v1/capacity")
class CapacityController {
    private static final int MOST_DAYS = 3_650;
    private static final int MOST_AT_ONCE = 1_000;

    private final TeamTimeReportService capacities;
    private final CapacityPolicyAndPlanService plans;
    private final MinimumTimeShareRuleService requirements;
    private final Clock clock;

    CapacityController(
            TeamTimeReportService capacities,
            CapacityPolicyAndPlanService plans,
            MinimumTimeShareRuleService requirements,
            Clock clock) {
        this.capacities = capacities;
        this.plans = plans;
        this.requirements = requirements;
        this.clock = clock;
    }

    /// Reports where the time of a team went in a period, and the split recommended now.
    @GetMapping
    TeamTimeReportResponse getReport(
            @RequestParam(defaultValue = "") String team,
            @RequestParam(required = false) @Nullable String quarter,
            @RequestParam(required = false) @Nullable Integer days) {
        return TeamTimeReportResponses.of(capacities.getReport(team, window(quarter, days)));
    }

    private WorkWindow window(@Nullable String quarter, @Nullable Integer days) {
        if (quarter != null && days != null) {
            throw rejected("quarter and days exclude each other", "send only one of them");
        }
        if (days != null) {
            if (days < 1 || days > MOST_DAYS) {
                throw rejected(
                        "days must be 1 to " + MOST_DAYS + ", got " + days,
                        "set a number of days such as 30, or omit it for the current quarter");
            }
            return WorkWindow.ofLast(Duration.ofDays(days), clock.instant());
        }
        return quarter == null
                ? WorkWindow.of(Quarter.of(clock.instant()))
                : Quarter.parse(quarter)
                        .map(WorkWindow::of)
                        .orElseThrow(() -> rejected(
                                "quarter must be a year and a quarter, got \"" + quarter + "\"",
                                "use a value such as 2026Q4"));
    }

    private static ValidationException rejected(String message, String remedy) {
        return new ValidationException(
                ProblemCode.INVALID,
                "Invalid request: " + message + ".",
                "Fix the parameter and try again.",
                List.of(new ValidationError("", message, remedy)));
    }

    /// Lists the open work of a team in the order with the lowest total cost of delay.
    @GetMapping("/order")
    CostOfDelayOrder listByCostOfDelay(
            @RequestParam(defaultValue = "") String team, @RequestParam(defaultValue = "1") int workInProgress) {
        if (workInProgress < 1 || workInProgress > MOST_AT_ONCE) {
            throw rejected(
                    "workInProgress must be 1 to " + MOST_AT_ONCE + ", got " + workInProgress,
                    "set the number of items that the team works on at the same time");
        }
        return capacities.orderByCostOfDelay(team, workInProgress);
    }

    /// Returns the capacity policy of a team, or the default policy.
    @GetMapping("/policy")
    CapacityPolicyResponse getPolicy(@RequestParam(defaultValue = "") String team) {
        return TeamTimeReportResponses.of(capacities.getPolicy(team));
    }

    /// Replaces the capacity policy of a team; omitted fields get their defaults.
    @PutMapping("/policy")
    @RequiresRight(Right.ADMINISTER)
    CapacityPolicyResponse setPolicy(
            @RequestParam(defaultValue = "") String team,
            JsonRequest<SetCapacityPolicyRequest> body,
            Caller.Actor caller) {
        plans.setPolicy(team, body, caller.name());
        return getPolicy(team);
    }

    /// Sets the planned split of a team: the split in the body, or the next recommended step.
    @PostMapping("/plan")
    @RequiresRight(Right.AUTHOR)
    TeamTimeReportResponse savePlan(
            @RequestParam(defaultValue = "") String team,
            JsonRequest<SetCapacitySplitPlanRequest> body,
            Caller.Actor caller) {
        plans.setPlan(team, body, caller.name());
        return getReport(team, null, null);
    }

    /// Lists the active minimum shares of time, oldest first.
    @GetMapping("/requirements")
    List<MinimumTimeShareRule> listRequired() {
        return capacities.listRequired();
    }

    /// Creates a minimum share of time; changes are blocked while the team is below it.
    @PostMapping("/requirements")
    @RequiresRight(Right.OPERATE)
    @ResponseStatus(HttpStatus.CREATED)
    MinimumTimeShareRule requireCapacity(
            @RequestParam(defaultValue = "") String team,
            JsonRequest<CreateMinimumTimeShareRuleRequest> body,
            Caller.Actor caller) {
        return requirements.create(team, body, caller.name());
    }

    /// Ends a minimum share of time before it expires; it no longer blocks changes.
    @DeleteMapping("/requirements/{id}")
    @RequiresRight(Right.OPERATE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endRequirement(@PathVariable String id, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        requirements.end(id, reason, caller.name());
    }
}
