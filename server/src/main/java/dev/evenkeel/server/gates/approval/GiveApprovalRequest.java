// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.approval;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The body of a request that approves the change of a flag, for its schema.
record GiveApprovalRequest(
        @JsonProperty(required = true) String flag,
        String person,
        String reason,
        @Nullable Instant until) {}
