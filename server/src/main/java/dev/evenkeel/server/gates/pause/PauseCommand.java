// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.pause;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import dev.evenkeel.server.foundation.web.ReasonAndExpiryReader;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A line and why it is stopped or released.
///
/// @param service whose; null for the whole environment
record PauseCommand(@Nullable String service, String reason) {
    private static final int LONGEST_NAME = 256;

    /// Reads a request and reports everything that is wrong at once.
    ///
    /// @param refusal what did not happen, for who sent a wrong one
    static PauseCommand read(@Nullable JsonNode body, String refusal) {
        var faults = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", faults).only(Set.of("service", "reason"));
        String service = fields.text("service", "");
        if (fields.find("service") != null && (service.isBlank() || service.length() > LONGEST_NAME)) {
            faults.add(
                    fields.at("service"),
                    "must be 1 to " + LONGEST_NAME + " characters, not blank",
                    "name a service, or leave it out for the whole environment");
        }
        String reason = ReasonAndExpiryReader.reason(fields);
        RequestValidation.throwIfAny(faults, refusal);
        return new PauseCommand(service.isEmpty() ? null : service, reason);
    }
}
