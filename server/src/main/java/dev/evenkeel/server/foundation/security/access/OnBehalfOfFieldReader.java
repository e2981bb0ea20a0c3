// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import dev.evenkeel.files.json.JsonObjectReader;

/// Reader of the field of a request that names the acting person. Adds problems to the validation errors of the
/// fields.
public final class OnBehalfOfFieldReader {
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
        String named = fields.text(field, caller.name());
        ActingPerson.check(fields.pointerTo(field), named, caller, deed, fields.errors());
        return ActingPerson.of(named, caller);
    }
}
