// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.access.Caller;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Parser of bodies and headers of edit requests.
final class EditRequestParser {
    /// A JSON mapper that preserves all digits of numbers.
    static final JsonMapper JSON = FlagJsonMappers.EXACT;

    private EditRequestParser() {}

    /// Parses the body as an object; an absent body is an empty object.
    ///
    /// @throws MalformedOrOverLimitException if the body is not an object
    static ObjectNode parseObject(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return JSON.createObjectNode();
        }
        try {
            if (JsonTextParser.parse(JSON, body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IllegalArgumentException e) {
            throw malformed("The request body is " + e.getMessage() + ".");
        }
        throw malformed("The request body is not a JSON object.");
    }

    /// Returns the text of a body that is a JSON object, as its author wrote it.
    ///
    /// @throws MalformedOrOverLimitException if the body is not an object
    static String requireObjectText(@Nullable String body) {
        parseObject(body);
        return body == null || body.isBlank() ? "{}" : body.strip();
    }

    /// Reads a text member.
    ///
    /// @throws MalformedOrOverLimitException if the member is missing or not a text
    static String requireText(JsonNode body, String name) {
        JsonNode member = body.path(name);
        if (!member.isString()) {
            throw malformed("\"" + name + "\" is missing or not a string.");
        }
        return member.asString();
    }

    /// Returns the context of an edit whose body may have a `reason`.
    static EditContext parseContext(Caller.Actor admin, JsonNode body) {
        return EditContext.of(admin.name(), body.path("reason").asString(""), null);
    }

    static MalformedOrOverLimitException malformed(String detail) {
        return new MalformedOrOverLimitException(
                ProblemCode.MALFORMED, detail, "Correct the request. GET /v3/api-docs describes its fields.");
    }
}
