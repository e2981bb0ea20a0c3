// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.start;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.StoredKind;
import dev.evenkeel.server.foundation.manifest.StoredSpecRepository;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import java.util.List;
import java.util.SortedMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Changes of flags that are prepared before they are made: what an order to start a rollout says, but for the
/// word to go. One for each flag. A rollout holds what it was started with, and nothing refers to a prepared
/// change later. Thread-safe.
@Component
public class PreparedChangeService {
    private static final String PREPARED = "prepared";

    private static final StoredKind<JsonNode> KIND = StoredKind.ofJson(
            new StoredKind.TableLocation("prepared_change", List.of("environment", "flag"), "spec"),
            new StoredKind.AuditActions("change.prepared", "change.forgotten"));

    private final StoredSpecRepository specs;
    private final StartRolloutValidator orders;

    PreparedChangeService(StoredSpecRepository specs, StartRolloutValidator orders) {
        this.specs = specs;
        this.orders = orders;
    }

    /// All specs by environment and flag.
    SortedMap<ManifestObjectName, JsonNode> all() {
        return specs.all(KIND);
    }

    /// An order to start with what it leaves to the prepared change of its flag: where `prepared` is true, what
    /// it does not say is taken from there.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException when no change of the flag is
    ///     prepared
    public JsonNode whole(String environment, JsonNode order) {
        if (!(order instanceof ObjectNode said) || said.get(PREPARED) == null) {
            return order;
        }
        var faults = new ValidationErrors();
        ObjectNode whole = said.deepCopy();
        whole.remove(PREPARED);
        if (new JsonObjectReader(said, "", faults).truth(PREPARED, false)) {
            String flag = said.path("flag").asString("");
            specs.find(KIND, new ManifestObjectName(environment, flag))
                    .ifPresentOrElse(spec -> addTo(whole, spec), () -> noteMissing(environment, flag, faults));
        }
        RequestValidation.throwIfAny(faults, "The rollout was not started.");
        return whole;
    }

    private static void addTo(ObjectNode whole, JsonNode spec) {
        spec.properties().forEach(member -> whole.putIfAbsent(member.getKey(), member.getValue()));
    }

    private static void noteMissing(String environment, String flag, ValidationErrors faults) {
        faults.add(
                "/" + PREPARED,
                "no change of flag \"" + flag + "\" is prepared in environment " + environment,
                "apply a file of kind Change first, or say all of it");
    }

    /// Prepares the change of a flag, in the place of the one before.
    ///
    /// @param change environment and flag
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong with
    ///     it as an order of today
    void put(ManifestObjectName change, JsonNode spec, ManifestChangeContext by) {
        ObjectNode order = ((ObjectNode) spec).deepCopy();
        var faults = new ValidationErrors();
        for (String other : new String[] {"flag", "restarts"}) {
            if (order.has(other)) {
                faults.add("/" + other, "does not belong there", "take it out; the change is named after its flag");
            }
        }
        if (faults.all().isEmpty()) {
            orders.faults(change.environment(), order.put("flag", change.name()), by.who())
                    .forEach(fault -> faults.add(fault.pointer(), fault.message(), fault.remedy()));
        }
        RequestValidation.throwIfAny(faults, "The prepared change stays as it is.");
        specs.put(KIND, change, spec, by);
    }

    /// Forgets the prepared change of a flag, if there is one.
    void delete(ManifestObjectName change, ManifestChangeContext by) {
        specs.delete(KIND, change, by);
    }
}
