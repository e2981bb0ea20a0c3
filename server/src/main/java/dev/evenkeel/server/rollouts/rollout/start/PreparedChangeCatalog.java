// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.start;

import dev.evenkeel.api.RolloutApi.StartRolloutRequest;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.manifest.KindStorageMapping;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.ManifestOnlyObjectRepository;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.request.JsonRequestBinder;
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
    private static final String NOT_STARTED = "The rollout was not started.";

    private static final KindStorageMapping<JsonNode> KIND = KindStorageMapping.ofJson(
            new KindStorageMapping.TableLocation("prepared_change", List.of("environment", "flag"), "spec"),
            new KindStorageMapping.AuditActions("change.prepared", "change.deleted"));

    private final ManifestOnlyObjectRepository specs;
    private final StartRolloutValidator validator;
    private final JsonRequestBinder requests;

    PreparedChangeCatalog(
            ManifestOnlyObjectRepository specs, StartRolloutValidator validator, JsonRequestBinder requests) {
        this.specs = specs;
        this.validator = validator;
        this.requests = requests;
    }

    /// Returns all specs by environment and flag.
    SortedMap<ManifestObjectName, JsonNode> listAll() {
        return specs.listAll(KIND);
    }

    /// Completes a request to start a rollout: if `prepared` is true, fields that it omits are taken from the
    /// prepared change of its flag.
    ///
    /// @throws ValidationException when the flag has no prepared change
    StartRolloutRequest complete(String environment, StartRolloutRequest request) {
        String flag = request.flag();
        if (flag == null || !Boolean.TRUE.equals(request.prepared())) {
            return request;
        }
        JsonNode spec = specs.findByName(KIND, new ManifestObjectName(environment, flag))
                .orElseThrow(() -> noPreparedChange(environment, flag));
        return merge(request, bind(flag, spec).orThrow(NOT_STARTED));
    }

    private static ValidationException noPreparedChange(String environment, String flag) {
        return new ValidationException(
                ProblemCode.INVALID,
                NOT_STARTED,
                "Fix the listed problem and try again.",
                List.of(new ValidationError(
                        "/prepared",
                        "flag \"" + flag + "\" has no prepared change in environment " + environment,
                        "apply a file of kind PreparedChange first, or send all fields")));
    }

    private JsonRequest<StartRolloutRequest> bind(String flag, JsonNode spec) {
        ObjectNode request = ((ObjectNode) spec).deepCopy();
        return requests.bind(StartRolloutRequest.class, request.put("flag", flag));
    }

    private static StartRolloutRequest merge(StartRolloutRequest given, StartRolloutRequest prepared) {
        return new StartRolloutRequest(
                given.flag(),
                given.control() == null ? prepared.control() : given.control(),
                given.candidate() == null ? prepared.candidate() : given.candidate(),
                given.plan() == null ? prepared.plan() : given.plan(),
                true,
                given.from() == null ? prepared.from() : given.from(),
                given.restartOf(),
                given.service() == null ? prepared.service() : given.service(),
                given.changeClass() == null ? prepared.changeClass() : given.changeClass(),
                given.onClosedGates() == null ? prepared.onClosedGates() : given.onClosedGates(),
                given.reason() == null ? prepared.reason() : given.reason());
    }

    /// Stores the prepared change of a flag; replaces an earlier one.
    ///
    /// @param change environment and flag
    /// @throws ValidationException with all errors that it would have
    ///     as a request now
    void save(ManifestObjectName change, JsonNode spec, ManifestChangeContext by) {
        var errors = new ValidationErrors();
        for (String other : new String[] {"flag", "restartOf", "prepared"}) {
            if (spec.has(other)) {
                errors.add("/" + other, "is not allowed here", "remove it; metadata.name is the flag's key");
            }
        }
        String consequence = "The prepared change was not saved.";
        ValidationErrorMapper.throwIfAny(errors, consequence);
        bind(change.name(), spec)
                .orThrow(
                        consequence,
                        (request, found) -> validator.validate(change.environment(), request, by.actor(), found));
        specs.save(KIND, change, spec, by);
    }

    /// Deletes the prepared change of a flag, if it exists.
    void delete(ManifestObjectName change, ManifestChangeContext by) {
        specs.delete(KIND, change, by);
    }
}
