// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.approval;

import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
import dev.evenkeel.server.foundation.problems.RequestFaults;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.OnBehalf;
import dev.evenkeel.server.foundation.web.OrderTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An approval to give.
record NewApproval(String flag, String person, String reason, Instant since, Instant until) {
    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(31);

    /// Reads a request and reports everything that is wrong at once.
    ///
    /// @param flags every flag of the environment
    /// @param caller approves; only who belongs to nobody may name somebody else
    static NewApproval read(@Nullable JsonNode body, Set<String> flags, Caller.Actor caller, Instant now) {
        var faults = new Faults();
        JsonFields fields = new JsonFields(body, "", faults).only(Set.of("flag", "person", "reason", "until"));
        String flag = fields.text("flag", "");
        if (!flags.contains(flag)) {
            faults.add(
                    fields.at("flag"),
                    flag.isEmpty() ? "is missing" : "there is no flag \"" + flag + "\"",
                    "give the key of the flag that leads the change");
        }
        String person = OnBehalf.person(fields, caller, "approves");
        String reason = fields.text("reason", "");
        Instant until = fields.find("until") == null ? now.plus(USUAL) : OrderTerms.until(fields, now, LONGEST);
        RequestFaults.throwIfAny(faults, "Nothing was approved.");
        return new NewApproval(flag, person, reason, now, until);
    }
}
