// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.start;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.api.RolloutApi.ClosedGatesAction;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.PerObjectManifestKind;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.gates.gate.GateContext;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The manifest kind of prepared changes.
@Component
public class PreparedChangeManifestKind implements PerObjectManifestKind {
    private final PreparedChangeCatalog changes;
    private final FlagOwnerResolver owners;

    PreparedChangeManifestKind(PreparedChangeCatalog changes, FlagOwnerResolver owners) {
        this.changes = changes;
        this.owners = owners;
    }

    /// The spec of a manifest; the properties are those of [StartRolloutRequest].
    public record Spec(
            @JsonProperty(required = true) @JsonPropertyDescription("variant that is served now")
            String control,

            @JsonProperty(required = true) @JsonPropertyDescription("variant to roll out")
            String candidate,

            @JsonPropertyDescription(
                    "name of a plan, resolved when the rollout starts, or an inline plan; default standard")
            Object plan,

            @JsonPropertyDescription("skips the steps below this exposure, in percent") @Nullable
            BigDecimal from,

            @JsonPropertyDescription(
                    "service of the change, for a flag without an owner in the service catalog; default the owner")
            @Nullable
            String service,

            @JsonPropertyDescription("class of the change, for gates; default normal")
            String changeClass,

            @JsonPropertyDescription("action if gates are closed: REJECT the start, or WAIT at 0%")
            ClosedGatesAction onClosedGates,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    /* Applied after flags and plans, which it refers to. */
    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.ofEnvironment(
                "PreparedChange",
                85,
                Right.AUTHOR,
                Spec.class,
                "The settings with which a flag's rollout starts. The name is the flag's key.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        return changes.listAll();
    }

    @Override
    public ObjectNode defaultSpec(ManifestObjectName name) {
        return JsonTextParser.STRICT
                .createObjectNode()
                .put("plan", "standard")
                .put("changeClass", GateContext.NORMAL)
                .put("onClosedGates", ClosedGatesAction.REJECT.name())
                .put("reason", "");
    }

    @Override
    public void apply(ManifestObjectName name, JsonNode spec, ManifestChangeContext context) {
        changes.save(name, spec, context);
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext context) {
        changes.delete(name, context);
    }

    @Override
    public Collection<String> owningServices(ManifestObjectName name) {
        return owners.listOwningServices(name.environment(), name.name());
    }
}
