// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.api.AssessmentApi.AssessmentListItem;
import dev.evenkeel.api.AssessmentApi.AssessmentResponse;
import dev.evenkeel.api.AssessmentApi.CompleteWorkRequest;
import dev.evenkeel.api.AssessmentApi.CreateAssessmentRequest;
import dev.evenkeel.api.AssessmentApi.DecideAssessmentRequest;
import dev.evenkeel.api.AssessmentApi.RequiredAssessmentPolicyResponse;
import dev.evenkeel.api.AssessmentApi.SetRequiredAssessmentPolicyRequest;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.server.foundation.limits.BoundedComputationExecutor;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The endpoints for risk assessments (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1")
class AssessmentController {
    private static final int MOST = 1_000;

    private final AssessmentService assessments;
    private final FlagOwnerResolver owners;
    private final BoundedComputationExecutor comparing;

    AssessmentController(AssessmentService assessments, FlagOwnerResolver owners, LimitRegistry limits) {
        this.owners = owners;
        this.assessments = assessments;
        this.comparing = new BoundedComputationExecutor(
                "assessments",
                "Send the request again in about 10 seconds, or run ./evenkeel risk assess on your own machine.",
                limits);
    }

    /// Lists risk assessments, newest first, without their cases.
    @GetMapping("/assessments")
    List<AssessmentListItem> list(
            @RequestParam(defaultValue = "") String environment,
            @RequestParam(defaultValue = "") String flag,
            @RequestParam(defaultValue = "100") int limit) {
        return assessments.listNewest(environment, flag, Math.clamp(limit, 1, MOST)).stream()
                .map(AssessmentResponses::toListItem)
                .toList();
    }

    /// Returns a risk assessment with its case, result, decision and completed work.
    @GetMapping("/assessments/{id}")
    AssessmentResponse get(@PathVariable String id) {
        return AssessmentResponses.of(assessments.get(id));
    }

    /// Assesses the risk of a flag's change and stores the result; supersedes earlier assessments.
    @PostMapping("/environments/{environment}/assessments")
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.ServiceSource.BODY)
    @ResponseStatus(HttpStatus.CREATED)
    AssessmentResponse create(
            @PathVariable String environment, JsonRequest<CreateAssessmentRequest> body, Caller.Actor caller) {
        CreateAssessmentRequest given = body.peek();
        String flag = given == null || given.flag() == null ? "" : given.flag();
        caller.requireRight(Right.AUTHOR, owners.listOwningServices(environment, flag));
        return AssessmentResponses.of(comparing.run(() -> assessments.create(environment, body, caller)));
    }

    /// Records the decision on a risk assessment, once; rejected if a newer assessment exists.
    @PostMapping("/assessments/{id}/decision")
    @RequiresRight(Right.APPROVE)
    @ResponseStatus(HttpStatus.CREATED)
    AssessmentResponse decide(@PathVariable String id, JsonRequest<DecideAssessmentRequest> body, Caller.Actor caller) {
        return AssessmentResponses.of(assessments.decide(id, body, caller));
    }

    /// Records completed work of a risk assessment; rejected if a newer assessment exists.
    @PostMapping("/assessments/{id}/completed-work")
    @RequiresRight(Right.AUTHOR)
    @ResponseStatus(HttpStatus.CREATED)
    AssessmentResponse completeWork(
            @PathVariable String id, JsonRequest<CompleteWorkRequest> body, Caller.Actor caller) {
        return AssessmentResponses.of(assessments.completeWork(id, body, caller));
    }

    /// Returns the recorded history of a service, as risk cases can use it.
    @GetMapping("/services/{service}/history")
    ServiceHistory getHistory(@PathVariable String service) {
        return assessments.getHistory(service);
    }

    /// Returns the change classes that require a risk assessment in an environment.
    @GetMapping("/environments/{environment}/risk-policy")
    RequiredAssessmentPolicyResponse getPolicy(@PathVariable String environment) {
        return new RequiredAssessmentPolicyResponse(assessments.listRequiredClasses(environment));
    }

    /// Replaces the change classes that require a risk assessment in an environment.
    @PutMapping("/environments/{environment}/risk-policy")
    @RequiresRight(Right.ADMINISTER)
    RequiredAssessmentPolicyResponse setPolicy(
            @PathVariable String environment,
            JsonRequest<SetRequiredAssessmentPolicyRequest> body,
            Caller.Actor caller) {
        SetRequiredAssessmentPolicyRequest request = AssessmentRequestRules.requirePolicy(body);
        assessments.setPolicy(environment, request, Objects.requireNonNullElse(request.reason(), ""), caller.name());
        return getPolicy(environment);
    }
}
