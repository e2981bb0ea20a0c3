// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.start;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestJsonMapper;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.SingleObjectManifestKind;
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

/// Prepared changes in files.
@Component
public class PreparedChangeManifestKind implements SingleObjectManifestKind {
    private final PreparedChangeService changes;
    private final FlagOwnerResolver owners;

    PreparedChangeManifestKind(PreparedChangeService changes, FlagOwnerResolver owners) {
        this.changes = changes;
        this.owners = owners;
    }

    /// A change as files write it; the parts mean what they mean in [StartRolloutRequest].
    public record Spec(
            @JsonProperty(required = true) @JsonPropertyDescription("the variant that serves now")
            String control,

            @JsonProperty(required = true) @JsonPropertyDescription("the variant to roll out")
            String candidate,

            @JsonPropertyDescription(
                    "name of a plan, looked up at the start, or a whole one; standard unless said otherwise")
            Object plan,

            @JsonPropertyDescription("leaves out the steps below this exposure, in percent") @Nullable
            BigDecimal from,

            @JsonPropertyDescription(
                    "the service whose change it is, for a flag without an owner in the catalogue; else the owner")
            @Nullable
            String service,

            @JsonPropertyDescription("class of the change, for gates; normal unless said otherwise")
            String changeClass,

            @JsonPropertyDescription("what to do where gates are closed: REFUSE to start, or WAIT at 0 %")
            WhenClosed whenClosed,

            @JsonPropertyDescription("why, for the ledger") String reason) {
        public enum WhenClosed {
            REFUSE,
            WAIT
        }
    }

    /* After flags and plans, of which it speaks. */
    @Override
    public KindDescriptor form() {
        return KindDescriptor.inEnvironment(
                "Change",
                85,
                Right.AUTHOR,
                Spec.class,
                "A flag's change that is prepared: what a rollout starts with; named after the flag.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> all() {
        return changes.all();
    }

    @Override
    public ObjectNode usual(ManifestObjectName name) {
        return ManifestJsonMapper.EXACT
                .createObjectNode()
                .put("plan", "standard")
                .put("changeClass", GateContext.NORMAL)
                .put("whenClosed", Spec.WhenClosed.REFUSE.name())
                .put("reason", "");
    }

    @Override
    public void put(ManifestObjectName name, JsonNode spec, ManifestChangeContext order) {
        changes.put(name, spec, order);
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext order) {
        changes.delete(name, order);
    }

    @Override
    public Collection<String> services(ManifestObjectName name) {
        return owners.ofFlag(name.environment(), name.name());
    }
}
