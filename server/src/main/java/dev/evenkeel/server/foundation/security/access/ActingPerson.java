// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.files.json.ValidationErrors;
import org.jspecify.annotations.Nullable;

/// The person for whom a request acts: the caller, or with the admin token, which belongs to no person, anyone whom
/// the request names.
public final class ActingPerson {
    private static final int LONGEST = 256;

    private ActingPerson() {}

    /// Returns the named person, by default the caller.
    public static String of(@Nullable String named, Caller.Actor caller) {
        return named == null ? caller.name() : named.strip();
    }

    /// Checks the named person.
    ///
    /// @param pointer JSON pointer of the field
    /// @param named value of the field; null if it is missing
    /// @param action verb of what each person must do personally, as in "approves"
    public static void check(
            String pointer, @Nullable String named, Caller.Actor caller, String action, ValidationErrors errors) {
        String person = of(named, caller);
        if (!caller.canActForOthers() && !Approval.isSamePerson(caller.name(), person)) {
            errors.add(
                    pointer,
                    "is " + person + ", but you are " + caller.name() + ": each user " + action + " in their own name",
                    "omit it, or let " + person + " send the request");
        }
        if (person.isEmpty() || person.length() > LONGEST || person.indexOf('\0') >= 0) {
            errors.add(
                    pointer,
                    "must be 1 to " + LONGEST + " characters, not blank",
                    "set the username, or omit it to act as yourself");
        }
    }
}
