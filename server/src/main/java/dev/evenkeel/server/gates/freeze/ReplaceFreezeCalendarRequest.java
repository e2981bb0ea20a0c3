// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.freeze;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// The request body of freeze calendar changes, as a type for the OpenAPI document.
record ReplaceFreezeCalendarRequest(
        @JsonProperty(required = true) List<AddFreezeWindowRequest> windows) {}
