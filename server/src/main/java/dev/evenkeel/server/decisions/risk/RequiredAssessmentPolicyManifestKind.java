// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.api.AssessmentApi.SetRequiredAssessmentPolicyRequest;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.PerObjectManifestKind;
import dev.evenkeel.server.foundation.request.JsonRequestBinder;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The manifest kind of risk policies: which changes of an environment require an assessment. Every environment
/// has one policy.
@Component
class RequiredAssessmentPolicyManifestKind implements PerObjectManifestKind {
    private final AssessmentService assessments;
    private final FlagService flags;
    private final JsonRequestBinder binder;

    RequiredAssessmentPolicyManifestKind(AssessmentService assessments, FlagService flags, JsonRequestBinder binder) {
        this.assessments = assessments;
        this.flags = flags;
        this.binder = binder;
    }

    /// The spec of a risk policy.
    record Spec(
            @JsonPropertyDescription("classes of change that require a risk assessment")
            List<String> requiredFor) {}

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.of(
                "RiskPolicy",
                50,
                Right.ADMINISTER,
                Spec.class,
                "Changes of an environment that require a risk assessment; its name is the environment.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        flags.listEnvironments()
                .forEach(environment -> all.put(
                        ManifestObjectName.of(environment), toSpec(assessments.listRequiredClasses(environment))));
        return all;
    }

    private static ObjectNode toSpec(List<String> requiredFor) {
        return JsonTextParser.STRICT.valueToTree(new Spec(requiredFor));
    }

    @Override
    public ObjectNode defaultSpec(ManifestObjectName name) {
        return toSpec(List.of());
    }

    @Override
    public void apply(ManifestObjectName name, JsonNode spec, ManifestChangeContext context) {
        setPolicy(
                name,
                AssessmentRequestRules.requirePolicy(binder.bind(SetRequiredAssessmentPolicyRequest.class, spec)),
                context);
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext context) {
        setPolicy(name, new SetRequiredAssessmentPolicyRequest(List.of(), null), context);
    }

    private void setPolicy(
            ManifestObjectName name, SetRequiredAssessmentPolicyRequest request, ManifestChangeContext context) {
        assessments.setPolicy(name.name(), request, context.reason(), context.actor());
    }
}
