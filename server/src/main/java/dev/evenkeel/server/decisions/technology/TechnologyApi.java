// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.technology.KnownTechnology;
import dev.evenkeel.engine.technology.TechnologyPolicy;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.technology.MoveDraft;
import dev.evenkeel.files.technology.TechnologyDraft;
import dev.evenkeel.files.technology.TechnologyFile;
import dev.evenkeel.server.foundation.problems.RequestFaults;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
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
class TechnologyApi {

    private final Technologies technologies;
    private final TechnologyOrders orders;

    TechnologyApi(Technologies technologies, TechnologyOrders orders) {
        this.technologies = technologies;
        this.orders = orders;
    }

    @GetMapping("/api/v1/technologies")
    List<TechnologyView> list() {
        TechnologyPolicy policy = technologies.policy();
        return technologies.list().stream()
                .map(one -> TechnologyView.of(one, policy))
                .toList();
    }

    @GetMapping("/api/v1/technologies/{key}")
    TechnologyView one(@PathVariable String key) {
        return view(key);
    }

    @PutMapping("/api/v1/technologies")
    @Needs(Right.AUTHOR)
    @Takes(TechnologyBodies.All.class)
    List<TechnologyView> putAll(
            @RequestBody JsonNode body, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        var faults = new Faults();
        List<TechnologyDraft> drafts = TechnologyFile.read(body, faults);
        RequestFaults.throwIfAny(faults, "No technology was changed.");
        orders.apply(drafts, reason, caller.name());
        return list();
    }

    @PostMapping("/api/v1/technologies/{key}/moves")
    @Needs(Right.AUTHOR)
    @ResponseStatus(HttpStatus.CREATED)
    @Takes(TechnologyBodies.Move.class)
    TechnologyView move(@PathVariable String key, @RequestBody JsonNode body, Caller.Actor caller) {
        var faults = new Faults();
        MoveDraft draft = MoveDraft.read(body, "", faults);
        RequestFaults.throwIfAny(faults, "No technology was changed.");
        orders.move(key, draft, caller.name());
        return view(key);
    }

    @GetMapping("/api/v1/technology-tokens")
    TechnologyView.Tokens tokens() {
        List<KnownTechnology> register = technologies.list();
        return TechnologyView.Tokens.of(technologies.tokens(register));
    }

    @GetMapping("/api/v1/technology-policy")
    TechnologyPolicy policy() {
        return technologies.policy();
    }

    @PutMapping("/api/v1/technology-policy")
    @Needs(Right.ADMINISTER)
    @Takes(TechnologyBodies.Policy.class)
    TechnologyPolicy put(@RequestBody JsonNode body, Caller.Actor caller) {
        TechnologyPolicyOrder order = TechnologyPolicyOrder.read(body);
        orders.put(order.policy(), order.reason(), caller.name());
        return technologies.policy();
    }

    private TechnologyView view(String key) {
        return TechnologyView.of(technologies.get(key), technologies.policy());
    }
}
