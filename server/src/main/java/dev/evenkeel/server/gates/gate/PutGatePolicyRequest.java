// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// The body of a request that sets the gate policy of an environment, for its schema.
record PutGatePolicyRequest(
        @JsonUnwrapped GatePolicyManifestKind.Spec policy,
        @JsonPropertyDescription("why, for the ledger") String reason) {}
