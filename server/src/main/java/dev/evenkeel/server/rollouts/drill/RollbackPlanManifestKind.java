// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.files.json.DocumentJsonModule;
import dev.evenkeel.files.json.RecordBinder;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.PerObjectManifestKind;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The manifest kind of rollback plans, each named after its flag.
@Component
class RollbackPlanManifestKind implements PerObjectManifestKind {
    private final RollbackPlanService plans;
    private final RollbackPlanRepository rollbackPlanRepository;
    private final FlagOwnerResolver owners;

    RollbackPlanManifestKind(
            RollbackPlanService plans, RollbackPlanRepository rollbackPlanRepository, FlagOwnerResolver owners) {
        this.plans = plans;
        this.rollbackPlanRepository = rollbackPlanRepository;
        this.owners = owners;
    }

    /// A plan without its version, which the server assigns.
    @JsonIgnoreProperties("version")
    record Spec(@JsonUnwrapped RollbackPlan plan) {}

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.ofEnvironment(
                "RollbackPlan",
                90,
                Right.AUTHOR,
                Spec.class,
                "How to roll back the change of a flag. The name is the flag's key.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        rollbackPlanRepository
                .listAll()
                .forEach(
                        (name, plan) -> all.put(new ManifestObjectName(name.environment(), name.flag()), toSpec(plan)));
        return all;
    }

    private static ObjectNode toSpec(RollbackPlan plan) {
        ObjectNode spec = DocumentJsonModule.MAPPER.valueToTree(plan);
        spec.remove("version");
        return spec.removeIf(JsonNode::isNull);
    }

    @Override
    public ObjectNode defaultSpec(ManifestObjectName name) {
        ObjectNode defaults = RecordBinder.defaultsOf(RollbackPlan.class);
        defaults.remove("version");
        return defaults;
    }

    @Override
    public void apply(ManifestObjectName name, JsonNode spec, ManifestChangeContext context) {
        RollbackPlanCodec.PutRollbackPlanCommand plan = RollbackPlanCodec.parse(spec);
        plans.save(
                name.environment(),
                name.name(),
                new RollbackPlanCodec.PutRollbackPlanCommand(plan.plan(), context.reason()),
                context.actor());
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext context) {
        plans.delete(name.environment(), name.name(), context.reason(), context.actor());
    }

    @Override
    public Collection<String> owningServices(ManifestObjectName name) {
        return owners.listOwningServices(name.environment(), name.name());
    }
}
