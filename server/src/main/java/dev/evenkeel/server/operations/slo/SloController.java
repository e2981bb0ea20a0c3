// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.api.SloApi.ObjectiveBudgetHistoryResponse;
import dev.evenkeel.api.SloApi.SloStatusResponse;
import dev.evenkeel.api.SloApi.SloUpdateResponse;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for SLOs (docs/reference/http-api.md).
@RestController
class SloController {
    private static final Duration HISTORY = Duration.ofDays(92);

    private final SloQueries slos;
    private final SloDefinitionService definitions;
    private final SloChangeConsequenceService effects;
    private final Clock clock;

    SloController(SloQueries slos, SloDefinitionService definitions, SloChangeConsequenceService effects, Clock clock) {
        this.slos = slos;
        this.definitions = definitions;
        this.effects = effects;
        this.clock = clock;
    }

    /// Lists all SLOs with their status and burn rates, by name.
    @GetMapping("/api/v1/slos")
    List<SloStatusResponse> list() {
        return slos.list();
    }

    /// Replaces all OpenSLO objects with those in the body, all or none.
    @PutMapping("/api/v1/slos")
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.ServiceSource.BODY)
    @OpenApiRequestBodySchema(
            value = Map.class,
            description = "OpenSLO v1 documents, YAML or JSON.",
            mediaTypes = {"application/yaml", "application/json"})
    SloUpdateResponse replace(@RequestBody byte[] body, Caller.Actor caller) {
        return save(body, true, caller);
    }

    /// Creates or replaces the OpenSLO objects in the body, all or none; keeps all others.
    @PatchMapping("/api/v1/slos")
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.ServiceSource.BODY)
    @OpenApiRequestBodySchema(
            value = Map.class,
            description = "OpenSLO v1 documents, YAML or JSON.",
            mediaTypes = {"application/yaml", "application/json"})
    SloUpdateResponse update(@RequestBody byte[] body, Caller.Actor caller) {
        return save(body, false, caller);
    }

    private SloUpdateResponse save(byte[] body, boolean alone, Caller.Actor caller) {
        List<Slo> before = slos.listDefinitions();
        SloUpdateResponse saved = definitions.save(new String(body, StandardCharsets.UTF_8), alone, caller);
        return new SloUpdateResponse(saved.slos(), saved.warnings(), effects.evaluateChanges(before));
    }

    /// Returns an SLO with its status and burn rates.
    @GetMapping("/api/v1/slos/{name}")
    SloStatusResponse get(@PathVariable String name) {
        return slos.get(name);
    }

    /// Lists the hourly error budget of each objective in the last 92 days, oldest first.
    @GetMapping("/api/v1/slos/{name}/history")
    List<ObjectiveBudgetHistoryResponse> listHistory(@PathVariable String name) {
        return slos.get(name).objectives().stream()
                .map(objective -> new ObjectiveBudgetHistoryResponse(
                        objective.name(),
                        slos.listHistory(name, objective.name(), clock.instant().minus(HISTORY))))
                .toList();
    }

    /// Deletes an SLO and ends its alerts; its history is kept.
    @DeleteMapping("/api/v1/slos/{name}")
    @RequiresRight(Right.AUTHOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String name, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        definitions.delete(name, reason, caller.name());
    }
}
