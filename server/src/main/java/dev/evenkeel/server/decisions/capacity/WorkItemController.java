// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.api.WorkItemApi.ImportWorkItemsRequest;
import dev.evenkeel.api.WorkItemApi.WorkItemImportResponse;
import dev.evenkeel.engine.capacity.WorkItem;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The endpoints for importing and listing work items (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/work-items")
class WorkItemController {
    private static final int MOST = 1_000;

    private final WorkItemImportService imports;
    private final TeamTimeReportService capacities;

    WorkItemController(WorkItemImportService imports, TeamTimeReportService capacities) {
        this.imports = imports;
        this.capacities = capacities;
    }

    /// Imports work items, all or none; replaces items with the same source and key.
    @PostMapping
    @RequiresRight(Right.AUTHOR)
    @OpenApiRequestBodySchema(ImportWorkItemsRequest.class)
    WorkItemImportResponse importItems(@RequestBody JsonNode body, Caller.Actor caller) {
        return imports.importItems(body, caller.name());
    }

    /// Lists work items: open items first, then the most recently closed ones.
    @GetMapping
    List<WorkItem> list(@RequestParam(defaultValue = "") String team, @RequestParam(defaultValue = "100") int limit) {
        return capacities.listItems(team, Math.clamp(limit, 1, MOST));
    }
}
