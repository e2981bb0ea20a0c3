// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestJsonMapper;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.SingleObjectManifestKind;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Which changes of an environment need an assessment, in files. Every environment has such a policy.
@Component
class RiskPolicyManifestKind implements SingleObjectManifestKind {
    private final AssessmentService assessments;
    private final FlagService flags;

    RiskPolicyManifestKind(AssessmentService assessments, FlagService flags) {
        this.assessments = assessments;
        this.flags = flags;
    }

    /// A policy as files write it.
    record Spec(
            @JsonPropertyDescription("classes of change that need a risk assessment")
            List<String> requiredFor) {}

    @Override
    public KindDescriptor form() {
        return KindDescriptor.of(
                "RiskPolicy",
                50,
                Right.ADMINISTER,
                Spec.class,
                "Which changes of an environment need a risk assessment; named after the environment.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> all() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        flags.environments()
                .forEach(environment ->
                        all.put(ManifestObjectName.of(environment), spec(assessments.requiredFor(environment))));
        return all;
    }

    private static ObjectNode spec(List<String> requiredFor) {
        return ManifestJsonMapper.EXACT.valueToTree(new Spec(requiredFor));
    }

    @Override
    public ObjectNode usual(ManifestObjectName name) {
        return spec(List.of());
    }

    @Override
    public void put(ManifestObjectName name, JsonNode spec, ManifestChangeContext order) {
        List<String> requiredFor = AssessmentRequestParser.policy(spec).requiredFor();
        assessments.put(name.name(), new AssessmentRequestParser.NewPolicy(requiredFor, order.reason()), order.who());
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext order) {
        assessments.put(name.name(), new AssessmentRequestParser.NewPolicy(List.of(), order.reason()), order.who());
    }
}
