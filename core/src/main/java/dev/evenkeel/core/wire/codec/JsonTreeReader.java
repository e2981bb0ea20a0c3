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

/// Reads a JSON document as maps, lists, texts, numbers and booleans.
final class JsonTreeReader {
    private final JsonParser parser;
    private final Set<String> rawFields;
    private final String source;

    private JsonTreeReader(JsonParser parser, Set<String> rawFields, String source) {
        this.parser = parser;
        this.rawFields = rawFields;
        this.source = source;
    }

    /// An object that is kept as text.
    record RawJson(String json) {}

    /// Reads the whole document.
    ///
    /// @throws MalformedMessageException when it is not JSON, or more than one value
    static @Nullable Object read(JsonParser parser) {
        return new JsonTreeReader(parser, Set.of(), "").document();
    }

    /// Reads the whole document, but keeps objects in fields of some names as [Raw] text.
    ///
    /// @param source the text that the parser reads
    /// @throws MalformedMessageException when it is not JSON, or more than one value
    static @Nullable Object readKeeping(Set<String> rawFields, String source, JsonParser parser) {
        return new JsonTreeReader(parser, rawFields, source).document();
    }

    /* What the parser says may repeat a part of the message. */
    private @Nullable Object document() {
        try (parser) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw notJson("the message is empty");
            }
            Object tree = value(first);
            if (parser.nextToken() != null) {
                throw notJson("there is more after the end of the message");
            }
            return tree;
        } catch (JacksonException e) {
            throw notJson("it cannot be read" + place(e.getLocation()));
        }
    }

    private @Nullable Object value(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            boolean raw = token == JsonToken.START_OBJECT && rawFields.contains(name);
            fields.put(name, raw ? raw() : value(token));
        }
        return fields;
    }

    private RawJson raw() {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        return new RawJson(
                source.substring(start, (int) parser.currentLocation().getCharOffset()));
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(token));
        }
        return elements;
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static MalformedMessageException notJson(String problem) {
        return new MalformedMessageException(
                MalformedMessageException.Kind.NOT_SUCH_JSON, List.of("message: is not JSON: " + problem));
    }
}
