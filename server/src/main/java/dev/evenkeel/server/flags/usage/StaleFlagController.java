// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import dev.evenkeel.api.FlagUsageApi.EnvironmentFlagStalenessResponse;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoint for stale flags and the evidence for their staleness.
@RestController
class StaleFlagController {
    private static final int LONGEST = 3_650;

    private final ServerFlagUsageCollector here;
    private final StaleFlagService staleFlagService;

    StaleFlagController(ServerFlagUsageCollector here, StaleFlagService staleFlagService) {
        this.here = here;
        this.staleFlagService = staleFlagService;
    }

    /// Lists the flags of an environment with usage and staleness, the most stale first, then by key.
    @GetMapping("/api/v1/environments/{environment}/stale-flags")
    EnvironmentFlagStalenessResponse list(
            @PathVariable String environment, @RequestParam(defaultValue = "30") int days) {
        if (days < 1 || days > LONGEST) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "Invalid number of days " + days + ".",
                    "Specify 1 to " + LONGEST + " days (default 30).");
        }
        here.flush();
        return staleFlagService.list(environment, days);
    }
}
