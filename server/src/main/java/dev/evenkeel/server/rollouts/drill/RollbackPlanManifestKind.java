// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestJsonMapper;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.PerObjectManifestKind;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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

    /// The spec of a manifest; the properties are those of [RollbackPlanJson].
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Spec(
            @JsonProperty(required = true) @JsonPropertyDescription("owner of the plan")
            String owner,

            @JsonProperty(required = true) @JsonPropertyDescription("condition for a rollback")
            String trigger,

            @JsonProperty(required = true) @JsonPropertyDescription("steps of the rollback, in order")
            List<String> steps,

            @JsonProperty(required = true) @JsonPropertyDescription("what happens to data that the candidate wrote")
            String dataCompatibility,

            @JsonProperty(required = true)
            @JsonPropertyDescription("point after which a rollback is impossible, or that it is always possible")
            String pointOfNoReturn,

            @JsonProperty(required = true) @JsonPropertyDescription("expected duration, PT0.001S to P7D")
            String expectedTime,

            @JsonPropertyDescription("number of days for which a drill is valid, 1 to 366; default 30")
            int validDays,

            @JsonPropertyDescription("code versions that the schema steps name, oldest first")
            List<String> code,

            @JsonPropertyDescription("code version that a rollback restores") @Nullable
            String controlCode,

            @JsonPropertyDescription("schema migration steps, in order")
            List<SchemaStepJson> schema,

            @JsonPropertyDescription("targeting keys for rehearsals, of no real user")
            List<String> syntheticKeys,

            @JsonPropertyDescription("URL at which the service runs the candidate for these keys") @Nullable
            String rehearsal) {
        static Spec of(RollbackPlan plan) {
            RollbackPlanJson view = RollbackPlanJson.of(plan);
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
                .forEach((name, plan) -> all.put(
                        new ManifestObjectName(name.environment(), name.flag()),
                        ManifestJsonMapper.EXACT.valueToTree(Spec.of(plan))));
        return all;
    }

    @Override
    public ObjectNode defaultSpec(ManifestObjectName name) {
        ObjectNode usual = ManifestJsonMapper.EXACT.createObjectNode();
        usual.put("validDays", RollbackPlan.DEFAULT_VALID_DAYS);
        List.of("code", "schema", "syntheticKeys").forEach(usual::putArray);
        return usual;
    }

    @Override
    public void apply(ManifestObjectName name, JsonNode spec, ManifestChangeContext context) {
        RollbackPlanJson.PutRollbackPlanCommand plan = RollbackPlanJson.parse(spec);
        plans.save(
                name.environment(),
                name.name(),
                new RollbackPlanJson.PutRollbackPlanCommand(plan.plan(), context.reason()),
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
