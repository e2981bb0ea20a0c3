// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.gate.ReleasePause;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Release pauses (`.../release-pauses`, `.../releases/pause` and `.../releases/resume`).
public final class ReleasePauseApi {
    private static final int LONGEST_NAME = 256;

    private ReleasePauseApi() {}

    /// Pauses or resumes releases.
    public record PauseOrResumeReleasesRequest(
            @JsonPropertyDescription("key of the service; omit it for the whole environment")
            @NotBlank
            @Size(max = LONGEST_NAME)
            @Nullable
            String service,

            @JsonPropertyDescription("reason, for the audit log") @NotBlank
            String reason) {}

    /// The release pauses of an environment.
    ///
    /// @param pauses active pauses
    public record ReleasePauseListResponse(String environment, List<ReleasePause> pauses) {}
}
