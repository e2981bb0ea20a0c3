// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Lessons learned from changes (`/api/v1/environments/{environment}/flags/{flag}/lessons`) and decision records
/// built from risk assessments (`/api/v1/assessments/{id}/decision-record`).
public final class ReportApi {
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_NAME = 256;

    private ReportApi() {}

    /// Adds a lesson learned from a flag's change.
    public record AddLessonRequest(
            @JsonPropertyDescription("lesson in one sentence") @NotBlank @Size(max = LONGEST_TEXT)
            String lesson,

            @JsonPropertyDescription("ID of a forecast (f-...) or an incident (i-...)")
            String relatedTo,

            @JsonPropertyDescription("username; default: the caller") @NotBlank @Size(max = LONGEST_NAME) @Nullable
            String onBehalfOf) {}

    /// A lesson that a user recorded about a change.
    ///
    /// @param relatedTo a forecast that missed, `f-1`, or an incident with this lesson as follow-up, `i-1`
    public record Lesson(String id, Instant at, String person, String lesson, String relatedTo) {}

    /// A decision record built from an assessment. It is stored only when a client uploads it.
    ///
    /// @param text Markdown text
    public record MadrResponse(
            String id, String title, @Nullable String status, String text) {}
}
