// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.files.json.RecordBinder;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.Map;
import java.util.Set;

/// A codec of records as JSON objects. Unknown fields are errors: data outside a hash or signature must not look as
/// if it were covered.
final class AuditRecordCodec {
    private AuditRecordCodec() {}

    /// Writes a record as JSON on one line, with its components in order.
    static String encode(Record written) {
        return JsonTextParser.STRICT.writeValueAsString(written);
    }

    /// Parses a text.
    ///
    /// @param what description of the text, for the message
    /// @throws InvalidAuditTextException with the first error
    static <T extends Record> T decode(Class<T> type, String text, String what) {
        var errors = new ValidationErrors();
        T parsed;
        try {
            parsed = RecordBinder.bind(
                    type,
                    new JsonObjectReader(JsonTextParser.parse(JsonTextParser.STRICT, text), "", errors),
                    Map.of(),
                    Set.of());
        } catch (IllegalArgumentException e) {
            throw new InvalidAuditTextException(what + " is " + e.getMessage(), e);
        }
        if (parsed == null) {
            ValidationError first = errors.toList().getFirst();
            String place = first.pointer().isEmpty() ? "" : " at " + first.pointer();
            throw new InvalidAuditTextException(what + " is invalid" + place + ": " + first.message());
        }
        return parsed;
    }
}
