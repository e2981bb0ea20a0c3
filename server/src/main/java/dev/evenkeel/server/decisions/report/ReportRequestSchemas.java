// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/// The request bodies for reports, for generating schemas.
final class ReportRequestSchemas {
    private ReportRequestSchemas() {}

    record AddLessonRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("lesson in one sentence")
            String lesson,

            @JsonProperty(required = true) @JsonPropertyDescription("ID of a forecast (f-...) or an incident (i-...)")
            String relatedTo,

            @JsonPropertyDescription("username; default: the caller")
            String onBehalfOf) {}
}
