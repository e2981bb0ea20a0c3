// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.server.foundation.manifest.ManifestJson;
import dev.evenkeel.server.foundation.manifest.ObjectForm;
import dev.evenkeel.server.foundation.manifest.ObjectName;
import dev.evenkeel.server.foundation.manifest.ObjectOrder;
import dev.evenkeel.server.foundation.manifest.SingleObjectKind;
import dev.evenkeel.server.foundation.security.access.FlagOwners;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Rollback plans of flags in files, each named after its flag.
@Component
class RollbackPlanObjects implements SingleObjectKind {
    private final RollbackPlans plans;
    private final PlanTable table;
    private final FlagOwners owners;

    RollbackPlanObjects(RollbackPlans plans, PlanTable table, FlagOwners owners) {
        this.plans = plans;
        this.table = table;
        this.owners = owners;
    }

    /// A plan as files write it; the parts mean what they mean in [PlanView].
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Spec(
            @JsonProperty(required = true) @JsonPropertyDescription("who keeps the plan")
            String owner,

            @JsonProperty(required = true) @JsonPropertyDescription("what makes you roll back")
            String trigger,

            @JsonProperty(required = true) @JsonPropertyDescription("what is done, in order")
            List<String> steps,

            @JsonProperty(required = true) @JsonPropertyDescription("what happens to what the candidate wrote")
            String dataCompatibility,

            @JsonProperty(required = true)
            @JsonPropertyDescription("from when on there is no way back, in words, or that there always is one")
            String pointOfNoReturn,

            @JsonProperty(required = true) @JsonPropertyDescription("how long it takes, PT0.001S to P7D")
            String expectedTime,

            @JsonPropertyDescription("for how many days a drill counts, 1 to 366; 30 unless said otherwise")
            int validDays,

            @JsonPropertyDescription("names of the code that the schema's steps speak of, oldest first")
            List<String> code,

            @JsonPropertyDescription("the one that a rollback brings back") @Nullable
            String controlCode,

            @JsonPropertyDescription("steps of the schema, in order")
            List<SchemaView> schema,

            @JsonPropertyDescription("targeting keys that belong to nobody")
            List<String> syntheticKeys,

            @JsonPropertyDescription("address at which the service runs the candidate for them") @Nullable
            String rehearsal) {
        static Spec of(RollbackPlan plan) {
            PlanView view = PlanView.of(plan);
            return new Spec(
                    view.owner(),
                    view.trigger(),
                    view.steps(),
                    view.dataCompatibility(),
                    view.pointOfNoReturn(),
                    view.expectedTime(),
                    view.validDays(),
                    view.code(),
                    view.controlCode(),
                    view.schema(),
                    view.syntheticKeys(),
                    view.rehearsal() == null ? null : view.rehearsal().toString());
        }
    }

    @Override
    public ObjectForm form() {
        return ObjectForm.inEnvironment(
                "RollbackPlan",
                90,
                Right.AUTHOR,
                Spec.class,
                "How a flag's change is taken back; named after the flag.");
    }

    @Override
    public SortedMap<ObjectName, JsonNode> all() {
        SortedMap<ObjectName, JsonNode> all = new TreeMap<>();
        table.all()
                .forEach((name, plan) -> all.put(
                        new ObjectName(name.environment(), name.flag()),
                        ManifestJson.EXACT.valueToTree(Spec.of(plan))));
        return all;
    }

    @Override
    public ObjectNode usual(ObjectName name) {
        ObjectNode usual = ManifestJson.EXACT.createObjectNode();
        usual.put("validDays", RollbackPlan.USUAL_VALID_DAYS);
        List.of("code", "schema", "syntheticKeys").forEach(usual::putArray);
        return usual;
    }

    @Override
    public void put(ObjectName name, JsonNode spec, ObjectOrder order) {
        PlanView.Order plan = PlanView.read(spec);
        plans.put(name.environment(), name.name(), new PlanView.Order(plan.plan(), order.reason()), order.who());
    }

    @Override
    public void delete(ObjectName name, ObjectOrder order) {
        plans.delete(name.environment(), name.name(), order.reason(), order.who());
    }

    @Override
    public Collection<String> services(ObjectName name) {
        return owners.ofFlag(name.environment(), name.name());
    }
}
