// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.foundation.manifest.ManifestJson;
import dev.evenkeel.server.foundation.manifest.ObjectForm;
import dev.evenkeel.server.foundation.manifest.ObjectName;
import dev.evenkeel.server.foundation.manifest.ObjectOrder;
import dev.evenkeel.server.foundation.manifest.SingleObjectKind;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Which changes of an environment need an assessment, in files. Every environment has such a policy.
@Component
class RiskPolicyObjects implements SingleObjectKind {
    private final Assessments assessments;
    private final Flags flags;

    RiskPolicyObjects(Assessments assessments, Flags flags) {
        this.assessments = assessments;
        this.flags = flags;
    }

    /// A policy as files write it.
    record Spec(
            @JsonPropertyDescription("classes of change that need a risk assessment")
            List<String> requiredFor) {}

    @Override
    public ObjectForm form() {
        return ObjectForm.of(
                "RiskPolicy",
                50,
                Right.ADMINISTER,
                Spec.class,
                "Which changes of an environment need a risk assessment; named after the environment.");
    }

    @Override
    public SortedMap<ObjectName, JsonNode> all() {
        SortedMap<ObjectName, JsonNode> all = new TreeMap<>();
        flags.environments()
                .forEach(
                        environment -> all.put(ObjectName.of(environment), spec(assessments.requiredFor(environment))));
        return all;
    }

    private static ObjectNode spec(List<String> requiredFor) {
        return ManifestJson.EXACT.valueToTree(new Spec(requiredFor));
    }

    @Override
    public ObjectNode usual(ObjectName name) {
        return spec(List.of());
    }

    @Override
    public void put(ObjectName name, JsonNode spec, ObjectOrder order) {
        List<String> requiredFor = AssessmentOrders.policy(spec).requiredFor();
        assessments.put(name.name(), new AssessmentOrders.NewPolicy(requiredFor, order.reason()), order.who());
    }

    @Override
    public void delete(ObjectName name, ObjectOrder order) {
        assessments.put(name.name(), new AssessmentOrders.NewPolicy(List.of(), order.reason()), order.who());
    }
}
