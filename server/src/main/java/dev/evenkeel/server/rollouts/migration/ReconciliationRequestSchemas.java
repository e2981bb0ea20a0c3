// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.migration;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// The request bodies for reconciliation passes, for generating schemas.
final class ReconciliationRequestSchemas {
    private ReconciliationRequestSchemas() {}

    record BeginReconciliationRequest(
            @JsonProperty(required = true) String flag,
            @JsonProperty(required = true) String instance) {}

    record ReportReconciliationRequest(
            @JsonProperty(required = true) long ranges,
            @JsonProperty(required = true) long rows,
            @JsonProperty(required = true) long mismatches,
            @JsonProperty(required = true) boolean finished,
            List<String> examples) {}
}
