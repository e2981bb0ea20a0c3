// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.files.risk.ServiceHistoryCodec;
import dev.evenkeel.server.foundation.limits.BoundedComputationExecutor;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import dev.evenkeel.server.foundation.schema.RequestSchema;
import dev.evenkeel.server.foundation.schema.ResponseSchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import org.springframework.http.HttpStatus;
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

/// Risk assessments over HTTP (docs/reference/http-api.md).
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

    @GetMapping("/assessments")
    List<AssessmentResponse> list(
            @RequestParam(defaultValue = "") String environment,
            @RequestParam(defaultValue = "") String flag,
            @RequestParam(defaultValue = "100") int limit) {
        return assessments.newest(environment, flag, Math.clamp(limit, 1, MOST)).stream()
                .map(AssessmentResponse::brief)
                .toList();
    }

    @GetMapping("/assessments/{id}")
    AssessmentResponse one(@PathVariable String id) {
        return AssessmentResponse.of(assessments.get(id));
    }

    @PostMapping("/environments/{environment}/assessments")
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.Scope.BODY)
    @ResponseStatus(HttpStatus.CREATED)
    @RequestSchema(AssessmentRequestSchemas.CreateAssessmentRequest.class)
    AssessmentResponse make(@PathVariable String environment, @RequestBody JsonNode body, Caller.Actor caller) {
        caller.require(
                Right.AUTHOR, owners.ofFlag(environment, body.path("flag").asString("")));
        return AssessmentResponse.of(comparing.run(() -> assessments.make(environment, body, caller)));
    }

    @PostMapping("/assessments/{id}/decision")
    @RequiresRight(Right.APPROVE)
    @ResponseStatus(HttpStatus.CREATED)
    @RequestSchema(AssessmentRequestSchemas.DecideAssessmentRequest.class)
    AssessmentResponse decide(@PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        return AssessmentResponse.of(assessments.decide(id, body, caller));
    }

    @PostMapping("/assessments/{id}/work")
    @RequiresRight(Right.AUTHOR)
    @ResponseStatus(HttpStatus.CREATED)
    @RequestSchema(AssessmentRequestSchemas.CompleteWorkRequest.class)
    AssessmentResponse finish(@PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        return AssessmentResponse.of(assessments.finish(id, body, caller));
    }

    @GetMapping("/services/{service}/own-history")
    @ResponseSchema(OwnHistorySchema.class)
    JsonNode history(@PathVariable String service) {
        return ServiceHistoryCodec.json(assessments.history(service));
    }

    /// Which classes of change need an assessment.
    record RiskPolicyResponse(List<String> requiredFor) {}

    @GetMapping("/environments/{environment}/risk-policy")
    RiskPolicyResponse policy(@PathVariable String environment) {
        return new RiskPolicyResponse(assessments.requiredFor(environment));
    }

    @PutMapping("/environments/{environment}/risk-policy")
    @RequiresRight(Right.ADMINISTER)
    @RequestSchema(AssessmentRequestSchemas.SetRiskPolicyRequest.class)
    RiskPolicyResponse put(@PathVariable String environment, @RequestBody JsonNode body, Caller.Actor caller) {
        assessments.put(environment, AssessmentRequestParser.policy(body), caller.name());
        return policy(environment);
    }
}
