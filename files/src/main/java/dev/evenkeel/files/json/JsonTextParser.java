// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// A parser of JSON texts with uniform error messages.
public final class JsonTextParser {
    /// Keeps every digit of a number; rejects duplicate names and content after the value.
    public static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private JsonTextParser() {}

    /// Parses a text.
    ///
    /// @throws IllegalArgumentException when the text is not JSON, is nested too deeply, or has an unsupported
    ///     number: `not JSON: …`, with line and column where they are known
    public static JsonNode parse(JsonMapper mapper, String text) {
        try {
            return mapper.readTree(text);
        } catch (JacksonException | NumberFormatException e) {
            throw new IllegalArgumentException("not JSON: " + formatProblem(e), e);
        }
    }

    /// Formats a parser error, with line and column where they are known.
    ///
    /// @param e exception of Jackson, or of its number parsing
    public static String formatProblem(RuntimeException e) {
        return formatMessage(e) + formatLocation(e);
    }

    /// Formats the location of a parser error, as ` at line 1, column 7`; empty when unknown.
    public static String formatLocation(Throwable e) {
        TokenStreamLocation place = e instanceof JacksonException json ? json.getLocation() : null;
        return place == null || place.getLineNr() < 1
                ? ""
                : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    /// Formats a parser error without its location.
    public static String formatMessage(RuntimeException e) {
        if (!(e instanceof JacksonException json)) {
            return "a number is too large";
        }
        String words = String.valueOf(json.getOriginalMessage());
        return words.startsWith("Trailing token")
                ? "unexpected content after the value"
                : words.replaceFirst(" \\(start marker at .*", "");
    }
}
