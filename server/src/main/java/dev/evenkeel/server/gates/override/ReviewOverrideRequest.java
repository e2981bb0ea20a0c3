// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The body of a request that reviews an override, for its schema.
record ReviewOverrideRequest(
        @JsonProperty(required = true) OverrideReview.Verdict verdict,
        @JsonProperty(required = true) String finding,
        String person) {}
