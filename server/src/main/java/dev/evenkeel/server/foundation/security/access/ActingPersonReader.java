// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.files.json.JsonObjectReader;

/// Reads who a request says does what it asks for. What is wrong is noted among the faults of the fields.
public final class ActingPersonReader {
    private static final int LONGEST = 256;

    private ActingPersonReader() {}

    /// What [#person(JsonFields, String, Caller.Actor, String)] reads of the field `person`.
    public static String person(JsonObjectReader fields, Caller.Actor caller, String deed) {
        return person(fields, "person", caller, deed);
    }

    /// A field that names a person, the caller where it is left out. Only a caller who belongs to nobody may
    /// name somebody else.
    ///
    /// @param deed what everybody does for themselves, as in "approves"
    public static String person(JsonObjectReader fields, String field, Caller.Actor caller, String deed) {
        String person = fields.text(field, caller.name()).strip();
        if (!caller.speaksForOthers() && !Approval.isSamePerson(caller.name(), person)) {
            fields.faults()
                    .add(
                            fields.at(field),
                            "is " + person + ", and you are " + caller.name() + ": everybody " + deed
                                    + " for themselves",
                            "leave it out, or let " + person + " do it");
        }
        if (person.isEmpty() || person.length() > LONGEST || person.indexOf('\0') >= 0) {
            fields.faults()
                    .add(
                            fields.at(field),
                            "must be 1 to " + LONGEST + " characters, not blank",
                            "name the person, or leave it out when that is you");
        }
        return person;
    }
}
