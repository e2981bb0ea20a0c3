// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.files.risk.OwnHistoryFile;
import dev.evenkeel.server.foundation.limits.BoundedComputation;
import dev.evenkeel.server.foundation.limits.Limits;
import dev.evenkeel.server.foundation.schema.Answers;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwners;
import dev.evenkeel.server.foundation.security.access.Needs;
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
class AssessmentApi {
    private static final int MOST = 1_000;

    private final Assessments assessments;
    private final FlagOwners owners;
    private final BoundedComputation comparing;

    AssessmentApi(Assessments assessments, FlagOwners owners, Limits limits) {
        this.owners = owners;
        this.assessments = assessments;
        this.comparing = new BoundedComputation(
                "assessments",
                "Send the request again in about 10 seconds, or run ./evenkeel risk assess on your own machine.",
                limits);
    }

    @GetMapping("/assessments")
    List<AssessmentView> list(
            @RequestParam(defaultValue = "") String environment,
            @RequestParam(defaultValue = "") String flag,
            @RequestParam(defaultValue = "100") int limit) {
        return assessments.newest(environment, flag, Math.clamp(limit, 1, MOST)).stream()
                .map(AssessmentView::brief)
                .toList();
    }

    @GetMapping("/assessments/{id}")
    AssessmentView one(@PathVariable String id) {
        return AssessmentView.of(assessments.get(id));
    }

    @PostMapping("/environments/{environment}/assessments")
    @Needs(value = Right.AUTHOR, scope = Needs.Scope.BODY)
    @ResponseStatus(HttpStatus.CREATED)
    @Takes(RiskBodies.Assessment.class)
    AssessmentView make(@PathVariable String environment, @RequestBody JsonNode body, Caller.Actor caller) {
        caller.require(
                Right.AUTHOR, owners.ofFlag(environment, body.path("flag").asString("")));
        return AssessmentView.of(comparing.run(() -> assessments.make(environment, body, caller)));
    }

    @PostMapping("/assessments/{id}/decision")
    @Needs(Right.APPROVE)
    @ResponseStatus(HttpStatus.CREATED)
    @Takes(RiskBodies.Decision.class)
    AssessmentView decide(@PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        return AssessmentView.of(assessments.decide(id, body, caller));
    }

    @PostMapping("/assessments/{id}/work")
    @Needs(Right.AUTHOR)
    @ResponseStatus(HttpStatus.CREATED)
    @Takes(RiskBodies.Work.class)
    AssessmentView finish(@PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        return AssessmentView.of(assessments.finish(id, body, caller));
    }

    @GetMapping("/services/{service}/own-history")
    @Answers(PrintedHistory.class)
    JsonNode history(@PathVariable String service) {
        return OwnHistoryFile.json(assessments.history(service));
    }

    /// Which classes of change need an assessment.
    record PolicyView(List<String> requiredFor) {}

    @GetMapping("/environments/{environment}/risk-policy")
    PolicyView policy(@PathVariable String environment) {
        return new PolicyView(assessments.requiredFor(environment));
    }

    @PutMapping("/environments/{environment}/risk-policy")
    @Needs(Right.ADMINISTER)
    @Takes(RiskBodies.Policy.class)
    PolicyView put(@PathVariable String environment, @RequestBody JsonNode body, Caller.Actor caller) {
        assessments.put(environment, AssessmentOrders.policy(body), caller.name());
        return policy(environment);
    }
}
