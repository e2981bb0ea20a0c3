// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decision records (`/api/v1/decision-records`).
public final class DecisionRecordApi {
    private DecisionRecordApi() {}

    /// Creates or replaces decision records, all or none.
    public record PutDecisionRecordsRequest(
            @JsonPropertyDescription(
                    "Markdown texts (MADR 4) by ID, such as 0007-use-quarkus, at most 200,000 characters each")
            Map<String, String> records,

            @JsonPropertyDescription("reason, for the audit log") @Nullable
            String reason) {}

    /// The header of a decision record.
    public record DecisionRecordResponse(
            String id,
            String title,
            @Nullable String status,
            @Nullable String date,
            List<String> decisionMakers,
            List<String> consulted,
            List<String> informed,
            boolean accepted) {}

    /// A decision record with its sections.
    ///
    /// @param lead text between the title and the first section; usually empty
    /// @param text original text
    public record DecisionRecordDetailsResponse(
            @JsonUnwrapped DecisionRecordResponse head, String lead, List<Section> sections, String text) {}

    /// A section of the text.
    ///
    /// @param level level of its heading, 1 to 6; its subsections follow it in the list
    /// @param heading heading in one line
    /// @param body text up to the next heading, without blank lines at its ends
    public record Section(int level, String heading, String body) {}
}
