// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// The request body that sets a gate policy, as a type for the OpenAPI document.
record PutGatePolicyRequest(
        @JsonUnwrapped GatePolicyManifestKind.Spec policy,

        @JsonPropertyDescription("Reason, stored in the audit log.")
        String reason) {}
