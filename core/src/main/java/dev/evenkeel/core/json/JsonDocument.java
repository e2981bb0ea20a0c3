// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.json;

import dev.evenkeel.core.json.JsonValue.JsonArray;
import dev.evenkeel.core.json.JsonValue.JsonBoolean;
import dev.evenkeel.core.json.JsonValue.JsonNull;
import dev.evenkeel.core.json.JsonValue.JsonNumber;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// A parsed JSON text.
///
/// @param root the single value of the text
/// @param duplicates places of members whose name already exists in their object; the first one counts
public record JsonDocument(JsonValue root, List<JsonPointer> duplicates) {
    /// Maximum nesting; deeper texts are rejected.
    public static final int MAX_DEPTH = 200;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    public JsonDocument {
        duplicates = List.copyOf(duplicates);
    }

    /// Parses a text that contains exactly one JSON value; a leading byte-order mark is skipped.
    ///
    /// @throws JsonSyntaxException when it does not, or is nested deeper than [#MAX_DEPTH]
    public static JsonDocument parse(String text) {
        String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            return new Reader(parser).document();
        } catch (JacksonException e) {
            var location = e.getLocation();
            throw new JsonSyntaxException(
                    e.getOriginalMessage(),
                    location == null ? 1 : location.getLineNr(),
                    location == null ? 1 : location.getColumnNr(),
                    e);
        }
    }

    /// The builder of the tree from the parser's tokens; recursion is bounded by [#MAX_DEPTH].
    private static final class Reader {
        private final JsonParser parser;
        private final List<JsonPointer> duplicates = new ArrayList<>();

        Reader(JsonParser parser) {
            this.parser = parser;
        }

        JsonDocument document() {
            parser.nextToken();
            var root = value(JsonPointer.ROOT);
            if (parser.nextToken() != null) {
                throw unexpected("unexpected text after the value");
            }
            return new JsonDocument(root, duplicates);
        }

        private JsonValue value(JsonPointer at) {
            JsonToken token = parser.currentToken();
            if (token == null) {
                throw unexpected("the document is empty");
            }
            return switch (token) {
                case START_OBJECT -> object(at);
                case START_ARRAY -> array(at);
                case VALUE_STRING -> new JsonString(at, parser.getString());
                case VALUE_NUMBER_INT -> new JsonNumber(at, parser.getString());
                case VALUE_NUMBER_FLOAT -> decimal(at);
                case VALUE_TRUE, VALUE_FALSE -> new JsonBoolean(at, token == JsonToken.VALUE_TRUE);
                case VALUE_NULL -> new JsonNull(at);
                default -> throw unexpected("unexpected " + token);
            };
        }

        private JsonObject object(JsonPointer at) {
            var members = new LinkedHashMap<String, JsonValue>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var name = parser.currentName();
                var place = at.child(name);
                parser.nextToken();
                if (members.putIfAbsent(name, value(place)) != null) {
                    duplicates.add(place);
                }
            }
            return new JsonObject(at, members);
        }

        private JsonArray array(JsonPointer at) {
            var elements = new ArrayList<JsonValue>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(at.child(Integer.toString(elements.size()))));
            }
            return new JsonArray(at, elements);
        }

        private JsonNumber decimal(JsonPointer at) {
            var number = new JsonNumber(at, parser.getString());
            try {
                number.value();
                return number;
            } catch (NumberFormatException e) {
                throw unexpected("the exponent of " + number.text() + " is out of range");
            }
        }

        private JsonSyntaxException unexpected(String message) {
            var location = parser.currentTokenLocation();
            return new JsonSyntaxException(message, location.getLineNr(), location.getColumnNr(), null);
        }
    }
}
