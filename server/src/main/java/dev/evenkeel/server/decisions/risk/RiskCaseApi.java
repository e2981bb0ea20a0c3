// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.server.foundation.schema.Answers;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Risk cases that are kept, over HTTP (docs/reference/http-api.md). Files make and change them.
@RestController
@RequestMapping("/api/v1/risk-cases")
class RiskCaseApi {
    private final RiskCases cases;

    RiskCaseApi(RiskCases cases) {
        this.cases = cases;
    }

    /// One in a list.
    ///
    /// @param title what is to be decided
    /// @param asOf day of what is known
    record Listed(String name, String title, String asOf) {
        static Listed of(String name, JsonNode spec) {
            return new Listed(
                    name, spec.path("name").asString(""), spec.path("asOf").asString(""));
        }
    }

    @GetMapping
    List<Listed> all() {
        return cases.all().entrySet().stream()
                .map(one -> Listed.of(one.getKey().name(), one.getValue()))
                .toList();
    }

    @GetMapping("/{name}")
    @Answers(RiskCaseObjects.Spec.class)
    JsonNode one(@PathVariable String name) {
        return cases.get(name);
    }
}
