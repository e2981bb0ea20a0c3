// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.pause;

import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
import dev.evenkeel.server.foundation.problems.RequestFaults;
import dev.evenkeel.server.foundation.web.OrderTerms;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A line and why it is stopped or released.
///
/// @param service whose; null for the whole environment
record LineOrder(@Nullable String service, String reason) {
    private static final int LONGEST_NAME = 256;

    /// Reads a request and reports everything that is wrong at once.
    ///
    /// @param refusal what did not happen, for who sent a wrong one
    static LineOrder read(@Nullable JsonNode body, String refusal) {
        var faults = new Faults();
        JsonFields fields = new JsonFields(body, "", faults).only(Set.of("service", "reason"));
        String service = fields.text("service", "");
        if (fields.find("service") != null && (service.isBlank() || service.length() > LONGEST_NAME)) {
            faults.add(
                    fields.at("service"),
                    "must be 1 to " + LONGEST_NAME + " characters, not blank",
                    "name a service, or leave it out for the whole environment");
        }
        String reason = OrderTerms.reason(fields);
        RequestFaults.throwIfAny(faults, refusal);
        return new LineOrder(service.isEmpty() ? null : service, reason);
    }
}
