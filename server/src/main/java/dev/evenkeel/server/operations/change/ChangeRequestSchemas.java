// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.files.change.ExternalChangeReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Request bodies of the change endpoints, as types for the OpenAPI document.
final class ChangeRequestSchemas {
    private ChangeRequestSchemas() {}

    record ReportChangeRequest(
            @JsonProperty(required = true) String source,
            @JsonProperty(required = true) String externalId,
            @JsonProperty(required = true) String service,
            @JsonProperty(required = true) String environment,
            @Nullable ChangeKind kind,
            @JsonProperty(required = true) ExternalChangeReport.State state,
            @JsonProperty(required = true) Instant at,
            @Nullable String title,
            @Nullable String author,
            @Nullable String artifact,
            @Nullable String link,
            @Nullable Instant committedAt,
            boolean unplanned,

            @JsonPropertyDescription("ID of the change that this change fixes") @Nullable
            String fixes,

            @JsonPropertyDescription("keys of technologies that the change introduces") @Nullable
            List<String> technologies) {}

    record ImportChangesRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("1 to 2,000 reports")
            List<ReportChangeRequest> changes) {}

    record SetChangeOutcomeRequest(
            @JsonProperty(required = true) SettableOutcome outcome,
            @JsonProperty(required = true) String reason) {}

    /// Outcomes that a user may set.
    enum SettableOutcome {
        CLEAN,
        FAILED,
        MAJOR
    }
}
