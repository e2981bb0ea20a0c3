// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What bodies of requests about gates consist of, for their schemas.
final class GateBodies {
    private GateBodies() {}

    record Policy(
            @JsonUnwrapped PolicyObjects.Spec policy,
            @JsonPropertyDescription("why, for the ledger") String reason) {}

    record Approval(
            @JsonProperty(required = true) String flag,
            String person,
            String reason,
            @Nullable Instant until) {}

    record OverrideOrder(
            @JsonProperty(required = true) String gate,
            @JsonProperty(value = "class", required = true) String changeClass,
            @JsonProperty(required = true) String reason,
            @JsonProperty(required = true) Instant until,

            @JsonPropertyDescription("true for a flag that does not exist yet")
            Boolean newFlag) {}

    record Review(
            @JsonProperty(required = true) OverrideReview.Verdict verdict,
            @JsonProperty(required = true) String finding,
            String person) {}

    record Line(
            @JsonPropertyDescription("none for the whole environment") @Nullable
            String service,

            @JsonProperty(required = true) String reason) {}

    record Calendar(@JsonProperty(required = true) List<Window> windows) {}

    record Window(
            @JsonProperty(required = true) String name,
            @JsonUnwrapped FreezeSpec window) {}
}
