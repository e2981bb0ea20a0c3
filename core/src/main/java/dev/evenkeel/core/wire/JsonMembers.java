// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import dev.evenkeel.core.wire.MalformedMessageException.Kind;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// The members of a JSON object, each value as its original text.
public final class JsonMembers {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonMembers() {}

    /// Splits an object, in document order.
    ///
    /// @return a mutable map owned by the caller
    /// @throws MalformedMessageException when the text is not a JSON object
    public static Map<String, String> parse(String json) {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("must be an object");
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                if (members.put(name, value(parser, json)) != null) {
                    throw malformed("has a duplicate member \"" + name + "\"");
                }
            }
            if (parser.nextToken() != null) {
                throw malformed("must end after the object");
            }
        } catch (JacksonException e) {
            throw malformed("is not JSON: " + e.getOriginalMessage());
        }
        return members;
    }

    /// Replaces line ends by spaces. JSON strings contain no raw line ends, so each one is white space.
    public static String toSingleLine(String json) {
        return json.replace('\n', ' ').replace('\r', ' ');
    }

    static JsonGenerator writer(Writer out) {
        return JSON.createGenerator(ObjectWriteContext.empty(), out);
    }

    /// Writes members into the current object.
    static void write(JsonGenerator json, Map<String, String> members) {
        members.forEach((name, value) -> {
            json.writeName(name);
            json.writeRawValue(value);
        });
    }

    private static String value(JsonParser parser, String json) {
        parser.nextToken();
        int start = offset(parser.currentTokenLocation());
        parser.skipChildren();
        parser.finishToken();
        return json.substring(start, offset(parser.currentLocation()));
    }

    private static int offset(TokenStreamLocation place) {
        return (int) place.getCharOffset();
    }

    private static MalformedMessageException malformed(String problem) {
        return new MalformedMessageException(Kind.NOT_SUCH_JSON, List.of("definition: " + problem));
    }
}
