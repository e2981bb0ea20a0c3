// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The request body of an override review, as a type for the OpenAPI document.
record ReviewOverrideRequest(
        @JsonProperty(required = true) OverrideReview.Verdict verdict,
        @JsonProperty(required = true) String finding,
        String onBehalfOf) {}
