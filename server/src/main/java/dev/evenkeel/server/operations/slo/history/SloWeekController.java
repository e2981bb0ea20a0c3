// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.history;

import dev.evenkeel.api.SloApi.ImportSloWeeksRequest;
import dev.evenkeel.api.SloApi.SloWeekImportResponse;
import dev.evenkeel.api.SloApi.SloWeekResponse;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for weekly SLO counts (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/slos/{name}/weeks")
class SloWeekController {
    private final SloWeekArchiveService weeks;

    SloWeekController(SloWeekArchiveService weeks) {
        this.weeks = weeks;
    }

    /// Lists the weekly counts of an SLO, oldest first.
    @GetMapping
    List<SloWeekResponse> list(@PathVariable String name) {
        return weeks.listBySlo(name).stream().map(SloWeekController::toResponse).toList();
    }

    /// Imports weekly counts of an SLO; weeks that are already stored are not changed.
    @PostMapping
    @RequiresRight(Right.AUTHOR)
    SloWeekImportResponse importWeeks(
            @PathVariable String name, JsonRequest<ImportSloWeeksRequest> body, Caller.Actor caller) {
        return new SloWeekImportResponse(weeks.importWeeks(name, body, caller.name()));
    }

    private static SloWeekResponse toResponse(SloWeek week) {
        return new SloWeekResponse(
                week.weekStart(), week.counts().bad(), week.counts().total(), week.imported());
    }
}
