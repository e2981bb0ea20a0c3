// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.technology.TechnologyPolicy;
import dev.evenkeel.engine.technology.TechnologyProfile;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.technology.RingMoveInput;
import dev.evenkeel.files.technology.TechnologyFileParser;
import dev.evenkeel.files.technology.TechnologyPatch;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import dev.evenkeel.server.foundation.schema.RequestSchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
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

/// The register over HTTP (docs/reference/http-api.md).
@RestController
class TechnologyController {

    private final TechnologyService technologies;
    private final TechnologyUpdateService orders;

    TechnologyController(TechnologyService technologies, TechnologyUpdateService orders) {
        this.technologies = technologies;
        this.orders = orders;
    }

    @GetMapping("/api/v1/technologies")
    List<TechnologyResponse> list() {
        TechnologyPolicy policy = technologies.policy();
        return technologies.list().stream()
                .map(one -> TechnologyResponse.of(one, policy))
                .toList();
    }

    @GetMapping("/api/v1/technologies/{key}")
    TechnologyResponse one(@PathVariable String key) {
        return view(key);
    }

    @PutMapping("/api/v1/technologies")
    @RequiresRight(Right.AUTHOR)
    @RequestSchema(TechnologyRequestSchemas.PutTechnologiesRequest.class)
    List<TechnologyResponse> putAll(
            @RequestBody JsonNode body, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        var faults = new ValidationErrors();
        List<TechnologyPatch> drafts = TechnologyFileParser.read(body, faults);
        RequestValidation.throwIfAny(faults, "No technology was changed.");
        orders.apply(drafts, reason, caller.name());
        return list();
    }

    @PostMapping("/api/v1/technologies/{key}/moves")
    @RequiresRight(Right.AUTHOR)
    @ResponseStatus(HttpStatus.CREATED)
    @RequestSchema(TechnologyRequestSchemas.MoveTechnologyRequest.class)
    TechnologyResponse move(@PathVariable String key, @RequestBody JsonNode body, Caller.Actor caller) {
        var faults = new ValidationErrors();
        RingMoveInput draft = RingMoveInput.read(body, "", faults);
        RequestValidation.throwIfAny(faults, "No technology was changed.");
        orders.move(key, draft, caller.name());
        return view(key);
    }

    @GetMapping("/api/v1/technology-tokens")
    TechnologyResponse.InnovationTokensResponse tokens() {
        List<TechnologyProfile> register = technologies.list();
        return TechnologyResponse.InnovationTokensResponse.of(technologies.tokens(register));
    }

    @GetMapping("/api/v1/technology-policy")
    TechnologyPolicy policy() {
        return technologies.policy();
    }

    @PutMapping("/api/v1/technology-policy")
    @RequiresRight(Right.ADMINISTER)
    @RequestSchema(TechnologyRequestSchemas.SetTechnologyPolicyRequest.class)
    TechnologyPolicy put(@RequestBody JsonNode body, Caller.Actor caller) {
        TechnologyPolicyRequest order = TechnologyPolicyRequest.read(body);
        orders.put(order.policy(), order.reason(), caller.name());
        return technologies.policy();
    }

    private TechnologyResponse view(String key) {
        return TechnologyResponse.of(technologies.get(key), technologies.policy());
    }
}
