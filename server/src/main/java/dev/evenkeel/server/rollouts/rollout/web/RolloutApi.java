// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.Refused;
import dev.evenkeel.server.foundation.problems.RequestFaults;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.rollouts.rollout.RolloutChanged;
import dev.evenkeel.server.rollouts.rollout.guard.Aftermath;
import dev.evenkeel.server.rollouts.rollout.history.History;
import dev.evenkeel.server.rollouts.rollout.history.HourJson;
import dev.evenkeel.server.rollouts.rollout.history.ReplayReport;
import dev.evenkeel.server.rollouts.rollout.history.TickJson;
import dev.evenkeel.server.rollouts.rollout.start.PersonalOrders;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Rollouts over HTTP (docs/reference/http-api.md).
@RestController
class RolloutApi {
    private static final int MOST_TICKS = 1_000;

    private final History history;
    private final PersonalOrders orders;
    private final RolloutViews views;
    private final Aftermath aftermath;

    RolloutApi(History history, PersonalOrders orders, RolloutViews views, Aftermath aftermath) {
        this.history = history;
        this.orders = orders;
        this.views = views;
        this.aftermath = aftermath;
    }

    @GetMapping("/api/v1/rollouts")
    List<RolloutJson> all() {
        return views.all();
    }

    @GetMapping("/api/v1/rollouts/{id}")
    RolloutJson.Whole one(@PathVariable String id) {
        return views.whole(id);
    }

    @GetMapping("/api/v1/rollouts/{id}/ticks")
    List<TickJson> ticks(
            @PathVariable String id,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "" + MOST_TICKS) int limit) {
        if (after < 0 || limit < 1) {
            throw new Refused(
                    ErrorCode.MALFORMED,
                    "after must be 0 or more and limit 1 or more, got " + after + " and " + limit + ".",
                    "Leave them out to read from the first tick, 1,000 at a time.");
        }
        List<TickJson> ticks = views.ticks(id, after, Math.min(limit, MOST_TICKS));
        history.requireTicks(id);
        return ticks;
    }

    @GetMapping("/api/v1/rollouts/{id}/hours")
    HourJson.All hours(@PathVariable String id) {
        return history.hours(id);
    }

    @PostMapping("/api/v1/rollouts/{id}/abort")
    @Needs(value = Right.STOP, scope = Needs.Scope.ANY)
    @Takes(RolloutBodies.Why.class)
    RolloutJson.Whole abort(
            @PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        orders.abort(id, reason(body, "The rollout was not aborted."), caller.name());
        aftermath.tell(new RolloutChanged(id, true));
        return views.whole(id);
    }

    /// The reason in a body that may give one.
    ///
    /// @param refusal what did not happen, should the body be wrong
    static String reason(@Nullable JsonNode body, String refusal) {
        var faults = new Faults();
        String reason = new JsonFields(body, "", faults).text("reason", "");
        RequestFaults.throwIfAny(faults, refusal);
        return reason;
    }

    @GetMapping("/api/v1/rollouts/{id}/replay")
    ReplayReport replay(@PathVariable String id) {
        return history.replay(id);
    }
}
