// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.freeze;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// A freeze window in requests, as a type for the OpenAPI document.
record AddFreezeWindowRequest(
        @JsonProperty(required = true) String name,
        @JsonUnwrapped FreezeWindowSpec window) {}
