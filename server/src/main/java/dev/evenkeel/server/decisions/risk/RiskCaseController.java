// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.server.foundation.schema.ResponseSchema;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Risk cases that are kept, over HTTP (docs/reference/http-api.md). Files make and change them.
@RestController
@RequestMapping("/api/v1/risk-cases")
class RiskCaseController {
    private final RiskCaseService cases;

    RiskCaseController(RiskCaseService cases) {
        this.cases = cases;
    }

    /// One in a list.
    ///
    /// @param title what is to be decided
    /// @param asOf day of what is known
    record RiskCaseSummary(String name, String title, String asOf) {
        static RiskCaseSummary of(String name, JsonNode spec) {
            return new RiskCaseSummary(
                    name, spec.path("name").asString(""), spec.path("asOf").asString(""));
        }
    }

    @GetMapping
    List<RiskCaseSummary> all() {
        return cases.all().entrySet().stream()
                .map(one -> RiskCaseSummary.of(one.getKey().name(), one.getValue()))
                .toList();
    }

    @GetMapping("/{name}")
    @ResponseSchema(RiskCaseManifestKind.Spec.class)
    JsonNode one(@PathVariable String name) {
        return cases.get(name);
    }
}
