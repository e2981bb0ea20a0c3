// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.approval;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The request body of an approval, as a type for the OpenAPI document.
record GiveApprovalRequest(
        @JsonProperty(required = true) String flag,
        String onBehalfOf,
        String reason,
        @Nullable Instant expiresAt) {}
