// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.start;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.server.foundation.manifest.ManifestJson;
import dev.evenkeel.server.foundation.manifest.ObjectForm;
import dev.evenkeel.server.foundation.manifest.ObjectName;
import dev.evenkeel.server.foundation.manifest.ObjectOrder;
import dev.evenkeel.server.foundation.manifest.SingleObjectKind;
import dev.evenkeel.server.foundation.security.access.FlagOwners;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.gates.gate.GateQuestion;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Prepared changes in files.
@Component
public class ChangeObjects implements SingleObjectKind {
    private final PreparedChanges changes;
    private final FlagOwners owners;

    ChangeObjects(PreparedChanges changes, FlagOwners owners) {
        this.changes = changes;
        this.owners = owners;
    }

    /// A change as files write it; the parts mean what they mean in [StartOrder].
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
    public ObjectForm form() {
        return ObjectForm.inEnvironment(
                "Change",
                85,
                Right.AUTHOR,
                Spec.class,
                "A flag's change that is prepared: what a rollout starts with; named after the flag.");
    }

    @Override
    public SortedMap<ObjectName, JsonNode> all() {
        return changes.all();
    }

    @Override
    public ObjectNode usual(ObjectName name) {
        return ManifestJson.EXACT
                .createObjectNode()
                .put("plan", "standard")
                .put("changeClass", GateQuestion.NORMAL)
                .put("whenClosed", Spec.WhenClosed.REFUSE.name())
                .put("reason", "");
    }

    @Override
    public void put(ObjectName name, JsonNode spec, ObjectOrder order) {
        changes.put(name, spec, order);
    }

    @Override
    public void delete(ObjectName name, ObjectOrder order) {
        changes.delete(name, order);
    }

    @Override
    public Collection<String> services(ObjectName name) {
        return owners.ofFlag(name.environment(), name.name());
    }
}
