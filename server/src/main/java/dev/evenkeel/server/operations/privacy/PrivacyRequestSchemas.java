// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// Request bodies of the privacy endpoints, as types for the OpenAPI document.
final class PrivacyRequestSchemas {
    private PrivacyRequestSchemas() {}

    record PersonalDataRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("targeting key, 1 to 4,096 characters")
            String key,

            @JsonPropertyDescription("only this environment; default: all") @Nullable
            String environment,

            @JsonPropertyDescription("reason, for the audit log; must not contain the key") @Nullable
            String reason) {}
}
