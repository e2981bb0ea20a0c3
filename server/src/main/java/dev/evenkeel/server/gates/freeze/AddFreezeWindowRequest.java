// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.freeze;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// A window of the freeze calendar as requests send it, for the schema.
record AddFreezeWindowRequest(
        @JsonProperty(required = true) String name,
        @JsonUnwrapped FreezeWindowSpec window) {}
