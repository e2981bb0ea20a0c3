// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire.codec;

import dev.evenkeel.core.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

/// The reader of a JSON document as maps, lists, strings, numbers and booleans.
final class JsonTreeReader {
    private final JsonParser parser;
    private final Set<String> rawFields;
    private final String source;

    private JsonTreeReader(JsonParser parser, Set<String> rawFields, String source) {
        this.parser = parser;
        this.rawFields = rawFields;
        this.source = source;
    }

    /// An object preserved as text.
    record RawJson(String json) {}

    /// Reads the whole document.
    ///
    /// @throws MalformedMessageException when it is not JSON, or more than one value
    static @Nullable Object read(JsonParser parser) {
        return new JsonTreeReader(parser, Set.of(), "").readDocument();
    }

    /// Reads the whole document, but preserves objects in fields with some names as [RawJson] text.
    ///
    /// @param source the text that the parser reads
    /// @throws MalformedMessageException when it is not JSON, or more than one value
    static @Nullable Object readWithRawFields(Set<String> rawFields, String source, JsonParser parser) {
        return new JsonTreeReader(parser, rawFields, source).readDocument();
    }

    /* The parser's message may repeat part of the input. */
    private @Nullable Object readDocument() {
        try (parser) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw notJson("the message is empty");
            }
            Object tree = readValue(first);
            if (parser.nextToken() != null) {
                throw notJson("unexpected text after the message");
            }
            return tree;
        } catch (JacksonException e) {
            throw notJson("syntax error" + place(e.getLocation()));
        }
    }

    private @Nullable Object readValue(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> readObject();
            case START_ARRAY -> readArray();
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private Map<String, @Nullable Object> readObject() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            boolean raw = token == JsonToken.START_OBJECT && rawFields.contains(name);
            fields.put(name, raw ? readRaw() : readValue(token));
        }
        return fields;
    }

    private RawJson readRaw() {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        return new RawJson(
                source.substring(start, (int) parser.currentLocation().getCharOffset()));
    }

    private List<@Nullable Object> readArray() {
        List<@Nullable Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(readValue(token));
        }
        return elements;
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static MalformedMessageException notJson(String problem) {
        return new MalformedMessageException(
                MalformedMessageException.Kind.NOT_SUCH_JSON, List.of("message: invalid JSON: " + problem));
    }
}
