// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.history;

import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
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

/// HTTP endpoints for weekly SLO counts (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/slos/{name}/weeks")
class SloWeekController {
    private final SloWeekArchiveService weeks;

    SloWeekController(SloWeekArchiveService weeks) {
        this.weeks = weeks;
    }

    /// The counts of one week.
    record SloWeekResponse(LocalDate weekStart, long failures, long calls, boolean imported) {
        private static SloWeekResponse of(SloWeek week) {
            return new SloWeekResponse(
                    week.weekStart(), week.counts().bad(), week.counts().total(), week.imported());
        }
    }

    /// The number of weeks that were new.
    record SloWeekImportResponse(int kept) {}

    /// Lists the weekly counts of an SLO, oldest first.
    @GetMapping
    List<SloWeekResponse> list(@PathVariable String name) {
        return weeks.listBySlo(name).stream().map(SloWeekResponse::of).toList();
    }

    /// Imports weekly counts of an SLO; weeks that are already stored are not changed.
    @PostMapping
    @RequiresRight(Right.AUTHOR)
    @OpenApiRequestBodySchema(SloWeekRequestSchemas.ImportSloWeeksRequest.class)
    SloWeekImportResponse importWeeks(@PathVariable String name, @RequestBody JsonNode body, Caller.Actor caller) {
        return new SloWeekImportResponse(weeks.importWeeks(name, body, caller.name()));
    }
}
