// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The endpoint for calls of a flag per hour, for as long as totals are kept.
@RestController
class HourlyFlagCallController {
    private static final Duration USUAL = Duration.ofDays(7);

    private final FlagCallCountRepository callCounts;
    private final Clock clock;

    HourlyFlagCallController(FlagCallCountRepository callCounts, Clock clock) {
        this.callCounts = callCounts;
        this.clock = clock;
    }

    /// @param hours oldest first; hours without calls are omitted
    record HourList(List<HourlyFlagCallCount> hours) {}

    /// Lists the calls of a flag per hour (default: last 7 days), oldest first.
    ///
    /// @param from instant in the first hour; defaults to a week ago
    /// @param to instant in the last hour; defaults to now
    @GetMapping("/api/v1/environments/{environment}/flags/{flag}/calls")
    HourList list(
            @PathVariable String environment,
            @PathVariable String flag,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        Instant end = to == null ? clock.instant() : to;
        Instant begin = from == null ? end.minus(USUAL) : from;
        if (begin.isAfter(end)) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "from must not be later than to, got " + begin + " and " + end + ".",
                    "Omit both for the last week.");
        }
        return new HourList(callCounts.listHours(
                environment,
                flag,
                begin.truncatedTo(ChronoUnit.HOURS),
                end.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS)));
    }
}
