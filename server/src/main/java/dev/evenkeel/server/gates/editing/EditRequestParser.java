// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.RequestRefusedException;
import dev.evenkeel.server.foundation.security.access.Caller;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads the bodies and headers of edits.
final class EditRequestParser {
    /// Reads JSON without losing digits.
    static final JsonMapper JSON = FlagJsonMappers.EXACT;

    private EditRequestParser() {}

    /// The body as an object; an empty one when there is none.
    ///
    /// @throws RequestRefusedException when it is something else
    static ObjectNode object(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return JSON.createObjectNode();
        }
        try {
            if (JsonTextParser.read(JSON, body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IllegalArgumentException e) {
            throw malformed("The body is " + e.getMessage() + ".");
        }
        throw malformed("The body is no JSON object.");
    }

    /// A member that is text.
    ///
    /// @throws RequestRefusedException when it is missing or no text
    static String text(JsonNode body, String name) {
        JsonNode member = body.path(name);
        if (!member.isString()) {
            throw malformed("\"" + name + "\" is missing, or no text.");
        }
        return member.asString();
    }

    /// The author of an edit whose body may give a `reason`.
    static EditContext author(Caller.Actor admin, JsonNode body, @Nullable Long expectedRevision) {
        return new EditContext(admin.name(), body.path("reason").asString(""), expectedRevision);
    }

    static RequestRefusedException malformed(String detail) {
        return new RequestRefusedException(
                ProblemCode.MALFORMED, detail, "docs/reference/http-api.md shows what this endpoint takes.");
    }
}
