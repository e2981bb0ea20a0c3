// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.migration;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/// The request bodies for reconciliation passes, for generating schemas.
final class ReconciliationRequestSchemas {
    private ReconciliationRequestSchemas() {}

    record BeginReconciliationRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("key of the migration flag")
            String flag,

            @JsonProperty(required = true)
            @JsonPropertyDescription("instance ID of the process, as in its outcome batches")
            String instance) {}

    record ReportReconciliationRequest(
            @JsonProperty(required = true)
            @JsonPropertyDescription("number of compared ranges since the start of the pass, at most 10^15")
            long ranges,

            @JsonProperty(required = true)
            @JsonPropertyDescription("number of compared rows since the start of the pass, at most 10^15")
            long rows,

            @JsonProperty(required = true)
            @JsonPropertyDescription("number of rows or ranges that still differ at a second look")
            long mismatches,

            @JsonProperty(required = true) @JsonPropertyDescription("whether all ranges were compared")
            boolean finished,

            @JsonPropertyDescription("examples of differences, at most 20 of 500 characters")
            List<String> examples) {}
}
