// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.approval;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.OnBehalfOfFieldReader;
import dev.evenkeel.server.foundation.web.ReasonAndExpiryReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An approval to give.
record GiveApprovalCommand(String flag, String person, String reason, Instant approvedAt, Instant expiresAt) {
    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(31);

    /// Parses a request; reports all validation errors at once.
    ///
    /// @param flags keys of all flags of the environment
    /// @param caller approver; only the admin token, which belongs to no person, may name another person
    static GiveApprovalCommand parse(@Nullable JsonNode body, Set<String> flags, Caller.Actor caller, Instant now) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors)
                .rejectUnknownFields(Set.of("flag", "onBehalfOf", "reason", "expiresAt"));
        String flag = fields.text("flag", "");
        if (!flags.contains(flag)) {
            errors.add(
                    fields.pointerTo("flag"),
                    flag.isEmpty() ? "is missing" : "is an unknown flag: \"" + flag + "\"",
                    "set the key of the flag to approve; to list the flags: ./evenkeel flag list");
        }
        String person = OnBehalfOfFieldReader.readPerson(fields, caller, "approves");
        String reason = fields.text("reason", "");
        Instant expiresAt = fields.find("expiresAt") == null
                ? now.plus(USUAL)
                : ReasonAndExpiryReader.readExpiry(fields, now, LONGEST);
        ValidationErrorMapper.throwIfAny(errors, "The approval was not created.");
        return new GiveApprovalCommand(flag, person, reason, now, expiresAt);
    }
}
