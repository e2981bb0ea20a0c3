// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.files.change.ChangeReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What bodies of requests about changes consist of, for their schemas.
final class ChangeBodies {
    private ChangeBodies() {}

    record Report(
            @JsonProperty(required = true) String source,
            @JsonProperty(required = true) String externalId,
            @JsonProperty(required = true) String service,
            @JsonProperty(required = true) String environment,
            @Nullable ChangeKind kind,
            @JsonProperty(required = true) ChangeReport.State state,
            @JsonProperty(required = true) Instant at,
            @Nullable String title,
            @Nullable String author,
            @Nullable String artifact,
            @Nullable String link,
            @Nullable Instant committedAt,
            boolean unplanned,

            @JsonPropertyDescription("id of a change") @Nullable
            String repairs,

            @JsonPropertyDescription("keys of those that it introduces") @Nullable
            List<String> technologies) {}

    record Import(
            @JsonProperty(required = true) @JsonPropertyDescription("1 to 2,000")
            List<Report> changes) {}

    record Outcome(
            @JsonProperty(required = true) Said outcome,
            @JsonProperty(required = true) String reason) {}

    /// What a person may say of a change.
    enum Said {
        CLEAN,
        FAILED,
        MAJOR
    }
}
