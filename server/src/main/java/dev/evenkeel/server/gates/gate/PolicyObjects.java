// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.foundation.manifest.ManifestJson;
import dev.evenkeel.server.foundation.manifest.ObjectForm;
import dev.evenkeel.server.foundation.manifest.ObjectName;
import dev.evenkeel.server.foundation.manifest.ObjectOrder;
import dev.evenkeel.server.foundation.manifest.SingleObjectKind;
import dev.evenkeel.server.foundation.security.access.Right;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Policies of environments' gates in files. Every environment has one.
@Component
class PolicyObjects implements SingleObjectKind {
    private final Policies policies;
    private final PolicyBook book;
    private final Flags flags;

    PolicyObjects(Policies policies, PolicyBook book, Flags flags) {
        this.policies = policies;
        this.book = book;
        this.flags = flags;
    }

    /// A policy as files write it; the parts mean what they mean in [PolicyView].
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Spec(
            @JsonPropertyDescription("gates that changes have to pass; left out for all that are known") @Nullable
            List<String> required,

            @JsonPropertyDescription("classes of change for which an override counts")
            List<String> overrideClasses,

            @JsonPropertyDescription("how many people have to approve a change of which no rule says more, 0 to 10")
            int approvals,

            @JsonPropertyDescription("how many for the changes of a service, of a class, or of both")
            List<PolicyView.Rule> rules,

            @JsonPropertyDescription("whether edits of flags need as many too")
            PolicyView.Edits edits,

            @JsonPropertyDescription(
                    "the largest share of units that an experiment may give to treatments, in percent; none for no limit")
            @Nullable
            BigDecimal treatmentLimit) {
        static Spec of(GatePolicy policy) {
            PolicyView view = PolicyView.of(policy, List.of());
            return new Spec(
                    view.required(),
                    view.overrideClasses(),
                    view.approvals(),
                    view.rules(),
                    view.edits(),
                    view.treatmentLimit());
        }
    }

    @Override
    public ObjectForm form() {
        return ObjectForm.of(
                "GatePolicy",
                50,
                Right.ADMINISTER,
                Spec.class,
                "What an environment's gates ask of changes; named after the environment.");
    }

    @Override
    public SortedMap<ObjectName, JsonNode> all() {
        SortedMap<ObjectName, JsonNode> all = new TreeMap<>();
        flags.environments()
                .forEach(environment -> all.put(ObjectName.of(environment), spec(policies.of(environment))));
        return all;
    }

    private static ObjectNode spec(GatePolicy policy) {
        return ManifestJson.EXACT.valueToTree(Spec.of(policy));
    }

    @Override
    public ObjectNode usual(ObjectName name) {
        return spec(GatePolicy.USUAL);
    }

    @Override
    public void put(ObjectName name, JsonNode spec, ObjectOrder order) {
        GatePolicy policy = PolicyOrders.read(spec, book.gates()).policy();
        policies.put(name.name(), policy, order.reason(), order.who());
    }

    @Override
    public void delete(ObjectName name, ObjectOrder order) {
        policies.put(name.name(), GatePolicy.USUAL, order.reason(), order.who());
    }
}
