// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import dev.evenkeel.api.RolloutApi.AbortOrResumeRolloutRequest;
import dev.evenkeel.api.RolloutApi.ApproveStepRequest;
import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.ActingPerson;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutPostCommitProcessor;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutRestoreConfirmationService;
import dev.evenkeel.server.rollouts.rollout.guard.StepApprovalService;
import java.util.Objects;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The endpoints for approving and confirming rollouts (docs/reference/http-api.md).
@RestController
class RolloutApprovalAndConfirmationController {
    private final StepApprovalService approvals;
    private final RolloutRestoreConfirmationService confirmation;
    private final RolloutResponseAssembler assembler;
    private final RolloutPostCommitProcessor postCommit;

    RolloutApprovalAndConfirmationController(
            StepApprovalService approvals,
            RolloutRestoreConfirmationService confirmation,
            RolloutResponseAssembler assembler,
            RolloutPostCommitProcessor postCommit) {
        this.approvals = approvals;
        this.confirmation = confirmation;
        this.assembler = assembler;
        this.postCommit = postCommit;
    }

    /// Approves leaving the current step of a rollout; rejected for participants of the change.
    @PostMapping("/api/v1/rollouts/{id}/approve")
    @RequiresRight(Right.APPROVE)
    RolloutDetailResponse approve(@PathVariable String id, JsonRequest<ApproveStepRequest> body, Caller.Actor caller) {
        ApproveStepRequest request = body.orThrow(
                "The step was not approved.",
                (given, errors) -> ActingPerson.check("/onBehalfOf", given.onBehalfOf(), caller, "approves", errors));
        approvals.approve(
                id,
                ActingPerson.of(request.onBehalfOf(), caller),
                Objects.requireNonNullElse(request.reason(), ""),
                caller.name());
        postCommit.publish(new RolloutChangedEvent(id, true));
        return assembler.getDetail(id);
    }

    /// Continues a rollout that is held because the database was restored from a backup.
    @PostMapping("/api/v1/rollouts/{id}/confirm")
    @RequiresRight(Right.AUTHOR)
    RolloutDetailResponse confirm(
            @PathVariable String id, JsonRequest<AbortOrResumeRolloutRequest> body, Caller.Actor caller) {
        confirmation.confirm(id, RolloutController.getReason(body, "The rollout was not resumed."), caller.name());
        postCommit.publish(new RolloutChangedEvent(id, true));
        return assembler.getDetail(id);
    }
}
