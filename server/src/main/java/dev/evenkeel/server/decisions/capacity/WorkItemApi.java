// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.engine.capacity.WorkItem;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Where work items come in, and are listed (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/work-items")
class WorkItemApi {
    private static final int MOST = 1_000;

    private final WorkImport imports;
    private final Capacities capacities;

    WorkItemApi(WorkImport imports, Capacities capacities) {
        this.imports = imports;
        this.capacities = capacities;
    }

    @PostMapping
    @Needs(Right.AUTHOR)
    @Takes(CapacityBodies.Items.class)
    WorkImport.Result take(@RequestBody JsonNode body, Caller.Actor caller) {
        return imports.take(body, caller.name());
    }

    @GetMapping
    List<WorkItem> list(@RequestParam(defaultValue = "") String team, @RequestParam(defaultValue = "100") int limit) {
        return capacities.items(team, Math.clamp(limit, 1, MOST));
    }
}
