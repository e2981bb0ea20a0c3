// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.Rejected;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Which past incidents today's rules would notice, over HTTP (docs/reference/http-api.md).
@RestController
class CoverageApi {
    private static final int MOST_DAYS = 3_650;

    private final Coverages coverages;

    CoverageApi(Coverages coverages) {
        this.coverages = coverages;
    }

    @GetMapping("/api/v1/incidents/coverage")
    CoverageView coverage(
            @RequestParam(defaultValue = "") String service, @RequestParam(defaultValue = "365") int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new Rejected(
                    ErrorCode.INVALID,
                    "days must be 1 to " + MOST_DAYS + ", got " + days + ".",
                    "Ask for the days that count.",
                    List.of(new Problem.Fault("", "days must be 1 to " + MOST_DAYS, "ask for fewer")));
        }
        return CoverageView.of(coverages.report(service, days));
    }
}
