// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.api.AssessmentApi.RiskCaseSummary;
import dev.evenkeel.server.foundation.schema.OpenApiResponseSchema;
import java.time.LocalDate;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The read-only endpoints for stored risk cases (docs/reference/http-api.md). Manifests create and update
/// them.
@RestController
@RequestMapping("/api/v1/risk-cases")
class RiskCaseController {
    private final RiskCaseService cases;

    RiskCaseController(RiskCaseService cases) {
        this.cases = cases;
    }

    /// Lists the stored risk cases, by name.
    @GetMapping
    List<RiskCaseSummary> list() {
        return cases.listSpecs().entrySet().stream()
                .map(one -> toSummary(one.getKey().name(), one.getValue()))
                .toList();
    }

    /// Returns a stored risk case as in its manifest.
    @GetMapping("/{name}")
    @OpenApiResponseSchema(RiskCaseManifestKind.Spec.class)
    JsonNode get(@PathVariable String name) {
        return cases.get(name);
    }

    private static RiskCaseSummary toSummary(String name, JsonNode spec) {
        return new RiskCaseSummary(
                name,
                spec.path("name").asString(),
                LocalDate.parse(spec.path("asOf").asString()));
    }
}
