// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.approval;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import dev.evenkeel.server.foundation.security.access.ActingPersonReader;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.web.ReasonAndExpiryReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An approval to give.
record GiveApprovalCommand(String flag, String person, String reason, Instant since, Instant until) {
    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(31);

    /// Reads a request and reports everything that is wrong at once.
    ///
    /// @param flags every flag of the environment
    /// @param caller approves; only who belongs to nobody may name somebody else
    static GiveApprovalCommand read(@Nullable JsonNode body, Set<String> flags, Caller.Actor caller, Instant now) {
        var faults = new ValidationErrors();
        JsonObjectReader fields =
                new JsonObjectReader(body, "", faults).only(Set.of("flag", "person", "reason", "until"));
        String flag = fields.text("flag", "");
        if (!flags.contains(flag)) {
            faults.add(
                    fields.at("flag"),
                    flag.isEmpty() ? "is missing" : "there is no flag \"" + flag + "\"",
                    "give the key of the flag that leads the change");
        }
        String person = ActingPersonReader.person(fields, caller, "approves");
        String reason = fields.text("reason", "");
        Instant until =
                fields.find("until") == null ? now.plus(USUAL) : ReasonAndExpiryReader.until(fields, now, LONGEST);
        RequestValidation.throwIfAny(faults, "Nothing was approved.");
        return new GiveApprovalCommand(flag, person, reason, now, until);
    }
}
