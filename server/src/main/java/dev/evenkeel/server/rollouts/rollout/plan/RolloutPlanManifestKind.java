// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.plan;

import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.files.plan.PlanFileParser;
import dev.evenkeel.files.plan.RolloutPlanCodec;
import dev.evenkeel.server.foundation.manifest.DesiredObject;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestJsonMapper;
import dev.evenkeel.server.foundation.manifest.ManifestKind;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The plans that this server keeps, in files.
@Component
class RolloutPlanManifestKind implements ManifestKind {
    private final PlanCatalog plans;

    RolloutPlanManifestKind(PlanCatalog plans) {
        this.plans = plans;
    }

    @Override
    public KindDescriptor form() {
        return KindDescriptor.of(
                PlanFileParser.KIND,
                45,
                Right.AUTHOR,
                RolloutPlanSpec.class,
                "A rollout plan that orders take by its name.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> all() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        plans.kept().forEach(plan -> all.put(ManifestObjectName.of(plan.name()), spec(plan)));
        return all;
    }

    private static JsonNode spec(RolloutPlan plan) {
        JsonNode spec = ManifestJsonMapper.EXACT.readTree(RolloutPlanCodec.encode(plan));
        if (spec instanceof ObjectNode object) {
            object.remove("name");
        }
        return spec;
    }

    /// The spec with what its template says. One that is made from a kept plan, which may be in the same files,
    /// stays as it is: only [#put] knows what it means.
    @Override
    public JsonNode whole(DesiredObject wanted) {
        RolloutPlan plan = PlanManifestReader.read(wanted, NamedPlanLookup.SHIPPED, new ValidationErrors());
        return plan == null ? wanted.spec() : spec(plan);
    }

    @Override
    public void put(List<DesiredObject> wanted, ManifestChangeContext order, ValidationErrors faults) {
        int before = faults.all().size();
        List<RolloutPlan> read = new PlanManifestReader(wanted, plans, faults).read();
        if (faults.all().size() == before) {
            read.forEach(plan -> plans.put(plan, order));
        }
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext order) {
        plans.delete(name, order);
    }
}
