// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoint for detection coverage: the share of past incidents that current alert rules would detect
/// (docs/reference/http-api.md).
@RestController
class AlertReplayCoverageController {
    private static final int MOST_DAYS = 3_650;

    private final AlertReplayCoverageService coverages;

    AlertReplayCoverageController(AlertReplayCoverageService coverages) {
        this.coverages = coverages;
    }

    /// Reports which of the 100 newest incidents the current burn-rate rules would detect.
    @GetMapping("/api/v1/incidents/coverage")
    AlertReplayCoverageResponse getCoverage(
            @RequestParam(defaultValue = "") String service, @RequestParam(defaultValue = "365") int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new ValidationException(
                    ProblemCode.INVALID,
                    "days must be 1 to " + MOST_DAYS + ", got " + days + ".",
                    "Use a value in this range.",
                    List.of(new Problem.FieldError("", "days must be 1 to " + MOST_DAYS, "use a value in this range")));
        }
        return AlertReplayCoverageResponse.of(coverages.getReport(service, days));
    }
}
