// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.files.json.JsonObjectReader;

/// Reader of the field of a request that names the acting person. Adds problems to the validation errors of the
/// fields.
public final class OnBehalfOfFieldReader {
    private static final int LONGEST = 256;

    private OnBehalfOfFieldReader() {}

    /// Reads the field `onBehalfOf` as [#person(JsonObjectReader, String, Caller.Actor, String)] does.
    public static String readPerson(JsonObjectReader fields, Caller.Actor caller, String deed) {
        return readPerson(fields, "onBehalfOf", caller, deed);
    }

    /// Reads a field that names a person; the default is the caller. Only the admin token, which belongs to no
    /// person, may name another person.
    ///
    /// @param deed verb of what each person must do personally, as in "approves"
    public static String readPerson(JsonObjectReader fields, String field, Caller.Actor caller, String deed) {
        String person = fields.text(field, caller.name()).strip();
        if (!caller.canActForOthers() && !Approval.isSamePerson(caller.name(), person)) {
            fields.errors()
                    .add(
                            fields.pointerTo(field),
                            "is " + person + ", but you are " + caller.name() + ": each user " + deed
                                    + " in their own name",
                            "omit it, or let " + person + " send the request");
        }
        if (person.isEmpty() || person.length() > LONGEST || person.indexOf('\0') >= 0) {
            fields.errors()
                    .add(
                            fields.pointerTo(field),
                            "must be 1 to " + LONGEST + " characters, not blank",
                            "set the username, or omit it to act as yourself");
        }
        return person;
    }
}
