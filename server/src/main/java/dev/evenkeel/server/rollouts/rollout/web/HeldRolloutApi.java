// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
import dev.evenkeel.server.foundation.problems.RequestFaults;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.OnBehalf;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.rollouts.rollout.RolloutChanged;
import dev.evenkeel.server.rollouts.rollout.guard.Aftermath;
import dev.evenkeel.server.rollouts.rollout.guard.ConfirmationService;
import dev.evenkeel.server.rollouts.rollout.guard.StepApprovals;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Lets rollouts go on that wait for a person, over HTTP (docs/reference/http-api.md).
@RestController
class HeldRolloutApi {
    private final StepApprovals approvals;
    private final ConfirmationService confirmation;
    private final RolloutViews views;
    private final Aftermath aftermath;

    HeldRolloutApi(StepApprovals approvals, ConfirmationService confirmation, RolloutViews views, Aftermath aftermath) {
        this.approvals = approvals;
        this.confirmation = confirmation;
        this.views = views;
        this.aftermath = aftermath;
    }

    @PostMapping("/api/v1/rollouts/{id}/approve")
    @Needs(Right.APPROVE)
    @Takes(RolloutBodies.Approve.class)
    RolloutJson.Whole approve(
            @PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        var faults = new Faults();
        JsonFields fields = new JsonFields(body, "", faults);
        String person = OnBehalf.person(fields, caller, "approves");
        String reason = fields.text("reason", "");
        RequestFaults.throwIfAny(faults, "Nothing was approved.");
        approvals.approve(id, person, reason, caller.name());
        aftermath.tell(new RolloutChanged(id, true));
        return views.whole(id);
    }

    @PostMapping("/api/v1/rollouts/{id}/confirm")
    @Needs(Right.AUTHOR)
    @Takes(RolloutBodies.Why.class)
    RolloutJson.Whole confirm(
            @PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        confirmation.confirm(id, RolloutApi.reason(body, "The rollout was not confirmed."), caller.name());
        aftermath.tell(new RolloutChanged(id, true));
        return views.whole(id);
    }
}
