// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads JSON texts and tells in one way what is wrong with them.
public final class JsonTextParser {
    private JsonTextParser() {}

    /// The tree of a text.
    ///
    /// @throws IllegalArgumentException when it is no JSON, is nested too deeply, or has a number that
    ///     no reader takes: `not JSON: …`, with line and column where they are known
    public static JsonNode read(JsonMapper mapper, String text) {
        try {
            return mapper.readTree(text);
        } catch (JacksonException | NumberFormatException e) {
            throw new IllegalArgumentException("not JSON: " + problem(e), e);
        }
    }

    /// What a parser found wrong, with line and column where they are known.
    ///
    /// @param e of Jackson, or of the numbers that it makes
    public static String problem(RuntimeException e) {
        return words(e) + place(e);
    }

    /// Where a parser found something wrong, as ` at line 1, column 7`; empty where that is not known.
    public static String place(Throwable e) {
        TokenStreamLocation place = e instanceof JacksonException json ? json.getLocation() : null;
        return place == null || place.getLineNr() < 1
                ? ""
                : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    /// The same without the place.
    public static String words(RuntimeException e) {
        if (!(e instanceof JacksonException json)) {
            return "a number is too large to be read";
        }
        String words = String.valueOf(json.getOriginalMessage());
        return words.startsWith("Trailing token")
                ? "it goes on after its one value"
                : words.replaceFirst(" \\(start marker at .*", "");
    }
}
