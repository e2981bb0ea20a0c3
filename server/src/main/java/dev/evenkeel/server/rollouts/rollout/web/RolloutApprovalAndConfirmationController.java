// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.OnBehalfOfFieldReader;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutPostCommitProcessor;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutRestoreConfirmationService;
import dev.evenkeel.server.rollouts.rollout.guard.StepApprovalService;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

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
    @OpenApiRequestBodySchema(RolloutRequestSchemas.ApproveStepRequest.class)
    RolloutResponse.RolloutDetailResponse approve(
            @PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors);
        String person = OnBehalfOfFieldReader.readPerson(fields, caller, "approves");
        String reason = fields.text("reason", "");
        ValidationErrorMapper.throwIfAny(errors, "The step was not approved.");
        approvals.approve(id, person, reason, caller.name());
        postCommit.publish(new RolloutChangedEvent(id, true));
        return assembler.getDetail(id);
    }

    /// Continues a rollout that is held because the database was restored from a backup.
    @PostMapping("/api/v1/rollouts/{id}/confirm")
    @RequiresRight(Right.AUTHOR)
    @OpenApiRequestBodySchema(RolloutRequestSchemas.ReasonRequest.class)
    RolloutResponse.RolloutDetailResponse confirm(
            @PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        confirmation.confirm(id, RolloutController.parseReason(body, "The rollout was not resumed."), caller.name());
        postCommit.publish(new RolloutChangedEvent(id, true));
        return assembler.getDetail(id);
    }
}
