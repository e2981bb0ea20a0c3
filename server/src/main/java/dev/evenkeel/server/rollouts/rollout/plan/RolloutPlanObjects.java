// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.plan;

import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.plan.NamedPlans;
import dev.evenkeel.files.plan.PlanCodec;
import dev.evenkeel.files.plan.PlanFile;
import dev.evenkeel.server.foundation.manifest.ManifestJson;
import dev.evenkeel.server.foundation.manifest.ObjectForm;
import dev.evenkeel.server.foundation.manifest.ObjectKind;
import dev.evenkeel.server.foundation.manifest.ObjectName;
import dev.evenkeel.server.foundation.manifest.ObjectOrder;
import dev.evenkeel.server.foundation.manifest.Wanted;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The plans that this server keeps, in files.
@Component
class RolloutPlanObjects implements ObjectKind {
    private final KeptPlans plans;

    RolloutPlanObjects(KeptPlans plans) {
        this.plans = plans;
    }

    @Override
    public ObjectForm form() {
        return ObjectForm.of(
                PlanFile.KIND, 45, Right.AUTHOR, PlanSpec.class, "A rollout plan that orders take by its name.");
    }

    @Override
    public SortedMap<ObjectName, JsonNode> all() {
        SortedMap<ObjectName, JsonNode> all = new TreeMap<>();
        plans.kept().forEach(plan -> all.put(ObjectName.of(plan.name()), spec(plan)));
        return all;
    }

    private static JsonNode spec(RolloutPlan plan) {
        JsonNode spec = ManifestJson.EXACT.readTree(PlanCodec.encode(plan));
        if (spec instanceof ObjectNode object) {
            object.remove("name");
        }
        return spec;
    }

    /// The spec with what its template says. One that is made from a kept plan, which may be in the same files,
    /// stays as it is: only [#put] knows what it means.
    @Override
    public JsonNode whole(Wanted wanted) {
        RolloutPlan plan = WantedPlans.read(wanted, NamedPlans.SHIPPED, new Faults());
        return plan == null ? wanted.spec() : spec(plan);
    }

    @Override
    public void put(List<Wanted> wanted, ObjectOrder order, Faults faults) {
        int before = faults.all().size();
        List<RolloutPlan> read = new WantedPlans(wanted, plans, faults).read();
        if (faults.all().size() == before) {
            read.forEach(plan -> plans.put(plan, order));
        }
    }

    @Override
    public void delete(ObjectName name, ObjectOrder order) {
        plans.delete(name, order);
    }
}
