// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/// The request bodies for reports, for generating schemas.
final class ReportRequestSchemas {
    private ReportRequestSchemas() {}

    record AddLessonRequest(
            @JsonProperty(required = true) String lesson,

            @JsonProperty(required = true) @JsonPropertyDescription("ID of a forecast or an incident")
            String relatedTo,

            String onBehalfOf) {}
}
