// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.history;

import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.Right;
import java.time.LocalDate;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Weeks of SLOs over HTTP (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/slos/{name}/weeks")
class WeekApi {
    private final SloWeeks weeks;

    WeekApi(SloWeeks weeks) {
        this.weeks = weeks;
    }

    /// A week.
    record View(LocalDate begins, long failures, long calls, boolean told) {
        private static View of(SloWeek week) {
            return new View(week.begins(), week.counts().bad(), week.counts().total(), week.told());
        }
    }

    /// How many weeks were new.
    record Brought(int kept) {}

    @GetMapping
    List<View> list(@PathVariable String name) {
        return weeks.of(name).stream().map(View::of).toList();
    }

    @PostMapping
    @Needs(Right.AUTHOR)
    @Takes(SloBodies.Weeks.class)
    Brought bring(@PathVariable String name, @RequestBody JsonNode body, Caller.Actor caller) {
        return new Brought(weeks.bring(name, body, caller.name()));
    }
}
