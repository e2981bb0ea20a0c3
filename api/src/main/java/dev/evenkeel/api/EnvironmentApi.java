// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Environments (`/api/v1/environments`) and the processes that use their flags (`.../clients`).
public final class EnvironmentApi {
    private EnvironmentApi() {}

    /// Creates an environment, empty or with the flags of another one.
    public record CreateEnvironmentRequest(
            @JsonPropertyDescription("1 to 64 letters, digits, dots, hyphens and underscores")
            @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$")
            String name,

            @JsonPropertyDescription("environment to copy the flags from; default: no flags") @NotBlank @Nullable
            String from,

            @JsonPropertyDescription("reason, for the audit log") @Nullable
            String reason) {}

    /// The names of all environments.
    public record EnvironmentListResponse(List<String> environments) {}

    /// The SDK processes of an environment.
    ///
    /// @param connected number of connected processes
    /// @param behind number of connected processes without the newest revision
    /// @param largestLagSeconds longest time that one of them has been behind
    public record ClientListResponse(
            int connected, int behind, double largestLagSeconds, List<ClientResponse> clients) {}

    /// An SDK process.
    ///
    /// @param revision revision that it uses; null before the first acknowledgement, as are `behindBy` and
    ///     `acknowledgedAt`
    /// @param behindBy number of revisions that it lacks
    /// @param behindSeconds how long it has been behind, 0 when it is up to date
    public record ClientResponse(
            String instance,
            String environment,
            @Nullable Long revision,
            long newestRevision,
            @Nullable Long behindBy,
            double behindSeconds,
            @Nullable Instant acknowledgedAt,
            Instant lastSeen,
            boolean connected) {}
}
