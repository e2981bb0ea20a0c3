// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Parser of definitions and their members, which are plain flagd JSON. Keeps all digits of numbers.
final class DefinitionTextParser {
    private DefinitionTextParser() {}

    /// Parses a text as an object; an absent text is an empty object.
    ///
    /// @throws MalformedOrOverLimitException if the text is not an object
    static ObjectNode parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return FlagJsonMappers.EXACT.createObjectNode();
        }
        try {
            if (JsonTextParser.parse(FlagJsonMappers.EXACT, text) instanceof ObjectNode object) {
                return object;
            }
        } catch (IllegalArgumentException e) {
            throw malformed("The request body is " + e.getMessage() + ".");
        }
        throw malformed("The request body is not a JSON object.");
    }

    /// Returns the text of an object, as its author wrote it.
    ///
    /// @throws MalformedOrOverLimitException if the text is not an object
    static String requireObject(@Nullable String text) {
        parse(text);
        return text == null || text.isBlank() ? "{}" : text.strip();
    }

    private static MalformedOrOverLimitException malformed(String detail) {
        return new MalformedOrOverLimitException(
                ProblemCode.MALFORMED, detail, "Correct the request. GET /v3/api-docs describes its fields.");
    }
}
