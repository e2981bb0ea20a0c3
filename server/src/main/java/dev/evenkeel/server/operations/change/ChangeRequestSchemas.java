// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.files.change.ExternalChangeReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reports of changes, as types for the OpenAPI document; the module `files` parses them.
final class ChangeRequestSchemas {
    private ChangeRequestSchemas() {}

    record ReportChangeRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("reporting system, such as jenkins")
            String source,

            @JsonProperty(required = true)
            @JsonPropertyDescription("ID of the change in that system, such as payments#812")
            String externalId,

            @JsonProperty(required = true) @JsonPropertyDescription("key of the service")
            String service,

            @JsonProperty(required = true) @JsonPropertyDescription("such as production")
            String environment,

            @JsonPropertyDescription("part of the system that changes; default CODE") @Nullable
            ChangeKind kind,

            @JsonProperty(required = true) @JsonPropertyDescription("state that the report announces")
            ExternalChangeReport.State state,

            @JsonProperty(required = true)
            @JsonPropertyDescription("time of that state, with a UTC offset, such as 2026-11-25T12:00:00Z")
            Instant at,

            @Nullable String title,
            @Nullable String author,

            @JsonPropertyDescription("deployed artifact, such as an image or a version") @Nullable
            String artifact,

            @JsonPropertyDescription("link to the change in the source system") @Nullable
            String link,

            @JsonPropertyDescription("time of the commit, for the lead time") @Nullable
            Instant committedAt,

            @JsonPropertyDescription("whether it is unplanned work; always true if it fixes a change")
            boolean unplanned,

            @JsonPropertyDescription("ID of the change that this change fixes") @Nullable
            String fixes,

            @JsonPropertyDescription("keys of technologies that the change introduces; [] for none") @Nullable
            List<String> technologies) {}

    record ImportChangesRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("1 to 2,000 reports")
            List<ReportChangeRequest> changes) {}
}
