// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.api.AssessmentApi.SetRequiredAssessmentPolicyRequest;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.PolicyManifestKind;
import dev.evenkeel.server.foundation.request.JsonRequestBinder;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// The manifest kind of risk policies: which changes of an environment require an assessment. Every environment
/// has one policy.
@Component
class RequiredAssessmentPolicyManifestKind extends PolicyManifestKind<SetRequiredAssessmentPolicyRequest> {
    private final AssessmentService assessments;
    private final FlagService flags;
    private final JsonRequestBinder binder;

    RequiredAssessmentPolicyManifestKind(AssessmentService assessments, FlagService flags, JsonRequestBinder binder) {
        super(
                KindDescriptor.of(
                        "RiskPolicy",
                        50,
                        Right.ADMINISTER,
                        Spec.class,
                        "Changes of an environment that require a risk assessment; its name is the environment."),
                new SetRequiredAssessmentPolicyRequest(List.of(), null));
        this.assessments = assessments;
        this.flags = flags;
        this.binder = binder;
    }

    /// A policy without the reason, which is that of the manifest set.
    @JsonIgnoreProperties("reason")
    record Spec(@JsonUnwrapped SetRequiredAssessmentPolicyRequest policy) {}

    @Override
    protected Map<String, SetRequiredAssessmentPolicyRequest> listPolicies() {
        Map<String, SetRequiredAssessmentPolicyRequest> all = new TreeMap<>();
        flags.listEnvironments()
                .forEach(environment -> all.put(
                        environment,
                        new SetRequiredAssessmentPolicyRequest(assessments.listRequiredClasses(environment), null)));
        return all;
    }

    @Override
    protected Object toSpec(SetRequiredAssessmentPolicyRequest policy) {
        return policy;
    }

    @Override
    protected SetRequiredAssessmentPolicyRequest parse(String name, JsonNode spec) {
        return AssessmentRequestRules.requirePolicy(binder.bind(SetRequiredAssessmentPolicyRequest.class, spec));
    }

    @Override
    protected void save(String name, SetRequiredAssessmentPolicyRequest policy, ManifestChangeContext context) {
        assessments.setPolicy(name, policy, context.reason(), context.actor());
    }
}
