// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.plan;

import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutPlanSpec;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.files.plan.PlanFileParser;
import dev.evenkeel.files.plan.RolloutPlanCodec;
import dev.evenkeel.server.foundation.manifest.DesiredObject;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestKind;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The manifest kind of custom plans.
@Component
class RolloutPlanManifestKind implements ManifestKind {
    private final PlanCatalog plans;

    RolloutPlanManifestKind(PlanCatalog plans) {
        this.plans = plans;
    }

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.of(
                PlanFileParser.KIND,
                45,
                Right.AUTHOR,
                RolloutPlanSpec.class,
                "A rollout plan that rollouts use by its name.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        plans.custom().forEach(plan -> all.put(ManifestObjectName.of(plan.name()), spec(plan)));
        return all;
    }

    private static JsonNode spec(RolloutPlan plan) {
        JsonNode spec = JsonTextParser.STRICT.readTree(RolloutPlanCodec.encode(plan));
        if (spec instanceof ObjectNode object) {
            object.remove("name");
        }
        return spec;
    }

    /// Merges the spec with its template. A spec whose template is a custom plan, which may be in the same
    /// files, is returned unchanged; only [#apply] resolves it.
    @Override
    public JsonNode withDefaults(DesiredObject desired) {
        RolloutPlan plan = PlanManifestReader.read(desired, NamedPlanLookup.BUILT_IN, new ValidationErrors());
        return plan == null ? desired.spec() : spec(plan);
    }

    @Override
    public void apply(List<DesiredObject> wanted, ManifestChangeContext context, ValidationErrors errors) {
        int before = errors.toList().size();
        List<RolloutPlan> read = new PlanManifestReader(wanted, plans, errors).readAll();
        if (errors.toList().size() == before) {
            read.forEach(plan -> plans.save(plan, context));
        }
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext context) {
        plans.delete(name, context);
    }
}
