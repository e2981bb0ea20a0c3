// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.json;

/// JSON in tests, written without escaped quotation marks.
public final class Json {
    private Json() {}

    /// Returns a JSON text, or a part of one.
    ///
    /// @param template the text, with single instead of double quotation marks, as in
    ///     `Json.of("{'flag':'%s','exposure':%s}", flag, 5)`; if there are values, as for [String#format]
    /// @param values are inserted as they are, without escaping
    public static String of(String template, Object... values) {
        String json = template.replace('\'', '"');
        return values.length == 0 ? json : json.formatted(values);
    }
}
