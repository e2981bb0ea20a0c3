// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.api.TechnologyApi.InnovationTokensResponse;
import dev.evenkeel.api.TechnologyApi.SetTechnologyPolicyRequest;
import dev.evenkeel.api.TechnologyApi.TechnologyResponse;
import dev.evenkeel.engine.technology.TechnologyPolicy;
import dev.evenkeel.engine.technology.TechnologyTrackRecord;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.RecordBinder;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.technology.RingMoveInput;
import dev.evenkeel.files.technology.TechnologyFile;
import dev.evenkeel.files.technology.TechnologyPatch;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The endpoints for the technology register (docs/reference/http-api.md).
@RestController
class TechnologyController {

    private final TechnologyRegisterQueries technologies;
    private final TechnologyRegisterUpdateService updates;

    TechnologyController(TechnologyRegisterQueries technologies, TechnologyRegisterUpdateService updates) {
        this.technologies = technologies;
        this.updates = updates;
    }

    /// Lists all technologies with their ring, running hours and incidents, by key.
    @GetMapping("/api/v1/technologies")
    List<TechnologyResponse> list() {
        TechnologyPolicy policy = technologies.getPolicy();
        return technologies.list().stream()
                .map(one -> TechnologyResponses.of(one, policy))
                .toList();
    }

    /// Returns a technology with its ring changes, running hours and incidents.
    @GetMapping("/api/v1/technologies/{key}")
    TechnologyResponse get(@PathVariable String key) {
        return toResponse(key);
    }

    /// Creates or updates technologies, all or none; rejected if an innovation token is missing.
    @PutMapping("/api/v1/technologies")
    @RequiresRight(Right.AUTHOR)
    @OpenApiRequestBodySchema(TechnologyFile.class)
    List<TechnologyResponse> saveAll(
            @RequestBody JsonNode body, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        var errors = new ValidationErrors();
        List<TechnologyPatch> drafts = TechnologyFile.parse(body, errors);
        ValidationErrorMapper.throwIfAny(errors, "No technology was changed.");
        updates.apply(drafts, reason, caller.name());
        return list();
    }

    /// Moves a technology to another ring; rejected if an innovation token is missing.
    @PostMapping("/api/v1/technologies/{key}/ring-changes")
    @RequiresRight(Right.AUTHOR)
    @ResponseStatus(HttpStatus.CREATED)
    @OpenApiRequestBodySchema(RingMoveInput.class)
    TechnologyResponse move(@PathVariable String key, @RequestBody JsonNode body, Caller.Actor caller) {
        var errors = new ValidationErrors();
        RingMoveInput move =
                RecordBinder.bind(RingMoveInput.class, new JsonObjectReader(body, "", errors), Map.of(), Set.of());
        ValidationErrorMapper.throwIfAny(errors, "No technology was changed.");
        updates.move(key, Objects.requireNonNull(move), caller.name());
        return toResponse(key);
    }

    /// Returns the innovation tokens and the technologies that use them.
    @GetMapping("/api/v1/innovation-tokens")
    InnovationTokensResponse getTokens() {
        List<TechnologyTrackRecord> register = technologies.list();
        return TechnologyResponses.of(technologies.allocateTokens(register));
    }

    /// Returns the technology policy.
    @GetMapping("/api/v1/technology-policy")
    TechnologyPolicy getPolicy() {
        return technologies.getPolicy();
    }

    /// Replaces the technology policy; omitted fields get their defaults.
    @PutMapping("/api/v1/technology-policy")
    @RequiresRight(Right.ADMINISTER)
    TechnologyPolicy setPolicy(JsonRequest<SetTechnologyPolicyRequest> body, Caller.Actor caller) {
        SetTechnologyPolicyRequest request = body.orThrow(TechnologyRegisterUpdateService.POLICY_UNCHANGED);
        updates.setPolicy(
                TechnologyRegisterUpdateService.toPolicy(request),
                Objects.requireNonNullElse(request.reason(), ""),
                caller.name());
        return technologies.getPolicy();
    }

    private TechnologyResponse toResponse(String key) {
        return TechnologyResponses.of(technologies.get(key), technologies.getPolicy());
    }
}
