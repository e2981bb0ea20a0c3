// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.validation.InvalidDocumentException;
import dev.evenkeel.engine.validation.ValidationError;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A period in which a service runs a technology.
///
/// @param service key of the service
/// @param since start
/// @param until end, exclusive, not before `since`; null while it runs
public record ServiceUsage(
        @JsonProperty(required = true) @JsonPropertyDescription("key of the service")
        String service,

        @JsonProperty(required = true) @JsonPropertyDescription("start of use, such as 2026-10-01")
        Instant since,

        @JsonPropertyDescription("end of use; null while in use") @Nullable
        Instant until) {
    public ServiceUsage {
        if (until != null && until.isBefore(since)) {
            throw new InvalidDocumentException(List.of(new ValidationError(
                    "/until",
                    "must not be before since, got " + since + " to " + until + " of " + service,
                    "remove it while the service uses the technology")));
        }
    }
}
