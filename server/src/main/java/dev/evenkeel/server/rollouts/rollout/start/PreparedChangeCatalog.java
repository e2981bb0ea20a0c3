// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.start;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.manifest.KindStorageMapping;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.ManifestOnlyObjectRepository;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import java.util.List;
import java.util.SortedMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The service for prepared changes of flags: stored requests to start a rollout, at most one per flag. A
/// rollout stores the values it was started with, so changing or deleting a prepared change does not affect it.
/// Thread-safe.
@Component
public class PreparedChangeCatalog {
    /// Property of a start request that takes missing properties from the prepared change.
    static final String PREPARED = "prepared";

    private static final KindStorageMapping<JsonNode> KIND = KindStorageMapping.ofJson(
            new KindStorageMapping.TableLocation("prepared_change", List.of("environment", "flag"), "spec"),
            new KindStorageMapping.AuditActions("change.prepared", "change.deleted"));

    private final ManifestOnlyObjectRepository specs;
    private final StartRolloutValidator startRolloutValidator;

    PreparedChangeCatalog(ManifestOnlyObjectRepository specs, StartRolloutValidator startRolloutValidator) {
        this.specs = specs;
        this.startRolloutValidator = startRolloutValidator;
    }

    /// Returns all specs by environment and flag.
    SortedMap<ManifestObjectName, JsonNode> listAll() {
        return specs.listAll(KIND);
    }

    /// Completes a request to start a rollout: if `prepared` is true, properties that it omits are taken from
    /// the prepared change of its flag.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException when the flag has no prepared change
    public JsonNode mergePrepared(String environment, JsonNode order) {
        if (!(order instanceof ObjectNode said) || said.get(PREPARED) == null) {
            return order;
        }
        var errors = new ValidationErrors();
        ObjectNode whole = said.deepCopy();
        whole.remove(PREPARED);
        if (new JsonObjectReader(said, "", errors).bool(PREPARED, false)) {
            String flag = said.path("flag").asString("");
            specs.findByName(KIND, new ManifestObjectName(environment, flag))
                    .ifPresentOrElse(spec -> addTo(whole, spec), () -> noteMissing(environment, flag, errors));
        }
        ValidationErrorMapper.throwIfAny(errors, "The rollout was not started.");
        return whole;
    }

    private static void addTo(ObjectNode whole, JsonNode spec) {
        spec.properties().forEach(member -> whole.putIfAbsent(member.getKey(), member.getValue()));
    }

    private static void noteMissing(String environment, String flag, ValidationErrors errors) {
        errors.add(
                "/" + PREPARED,
                "flag \"" + flag + "\" has no prepared change in environment " + environment,
                "apply a file of kind PreparedChange first, or send all fields");
    }

    /// Stores the prepared change of a flag; replaces an earlier one.
    ///
    /// @param change environment and flag
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all errors that it would have
    ///     as a request now
    void save(ManifestObjectName change, JsonNode spec, ManifestChangeContext by) {
        ObjectNode order = ((ObjectNode) spec).deepCopy();
        var errors = new ValidationErrors();
        for (String other : new String[] {"flag", "restartOf", PREPARED}) {
            if (order.has(other)) {
                errors.add("/" + other, "is not allowed here", "remove it; metadata.name is the flag's key");
            }
        }
        if (errors.toList().isEmpty()) {
            startRolloutValidator
                    .validate(change.environment(), order.put("flag", change.name()), by.actor())
                    .forEach(fault -> errors.add(fault.pointer(), fault.message(), fault.remedy()));
        }
        ValidationErrorMapper.throwIfAny(errors, "The prepared change was not saved.");
        specs.save(KIND, change, spec, by);
    }

    /// Deletes the prepared change of a flag, if it exists.
    void delete(ManifestObjectName change, ManifestChangeContext by) {
        specs.delete(KIND, change, by);
    }
}
