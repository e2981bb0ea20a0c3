// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.capacity.WorkItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Work items (`/api/v1/work-items`).
public final class WorkItemApi {
    private WorkItemApi() {}

    /// Imports work items, all or none.
    public record ImportWorkItemsRequest(
            @JsonPropertyDescription("source system, such as jira; it identifies an item together with the key")
            String source,

            @JsonProperty(required = true) @JsonPropertyDescription("at most 10,000 work items")
            List<WorkItem> items,

            @JsonPropertyDescription("whether to validate and count without storing; default false") @Nullable
            Boolean dryRun,

            @JsonPropertyDescription("reason, for the audit log") @Nullable
            String reason) {}

    /// The result of an import.
    ///
    /// @param created number of new items
    /// @param updated number of existing items that changed
    /// @param unchanged number of existing items without a change
    /// @param dryRun whether nothing was stored
    public record WorkItemImportResponse(int created, int updated, int unchanged, boolean dryRun) {}
}
