// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.pause;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.web.ReasonAndExpiryReader;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A command to pause or resume releases.
///
/// @param service service key; null for the whole environment
record ReleasePauseOrResumeCommand(@Nullable String service, String reason) {
    private static final int LONGEST_NAME = 256;

    /// Parses a request; reports all validation errors at once.
    ///
    /// @param refusal what did not happen, for the error message
    static ReleasePauseOrResumeCommand parse(@Nullable JsonNode body, String refusal) {
        var errors = new ValidationErrors();
        JsonObjectReader fields =
                new JsonObjectReader(body, "", errors).rejectUnknownFields(Set.of("service", "reason"));
        String service = fields.text("service", "");
        if (fields.find("service") != null && (service.isBlank() || service.length() > LONGEST_NAME)) {
            errors.add(
                    fields.pointerTo("service"),
                    "must be 1 to " + LONGEST_NAME + " characters, not blank",
                    "set the key of a service, or omit it for the whole environment");
        }
        String reason = ReasonAndExpiryReader.readReason(fields);
        ValidationErrorMapper.throwIfAny(errors, refusal);
        return new ReleasePauseOrResumeCommand(service.isEmpty() ? null : service, reason);
    }
}
