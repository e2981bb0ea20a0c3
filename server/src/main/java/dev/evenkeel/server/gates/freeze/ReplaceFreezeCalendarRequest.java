// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.freeze;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// The body of a request that changes the freeze calendar, for its schema.
record ReplaceFreezeCalendarRequest(
        @JsonProperty(required = true) List<AddFreezeWindowRequest> windows) {}
