// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// Request bodies of the privacy endpoints, as types for the OpenAPI document.
final class PrivacyRequestSchemas {
    private PrivacyRequestSchemas() {}

    record PersonalDataRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("the targeting key")
            String key,

            @Nullable String environment,
            @Nullable String reason) {}
}
