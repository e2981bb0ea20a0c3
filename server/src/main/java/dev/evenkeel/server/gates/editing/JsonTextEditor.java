// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/// An editor for one member of a JSON text; it preserves all other characters. Each method makes one pass over
/// the text.
///
/// A path consists of member names from the root. The text must be valid JSON with an object as root and
/// without duplicate names in an object.
final class JsonTextEditor {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonMapper NAMES = new JsonMapper();

    private final String text;

    JsonTextEditor(String text) {
        this.text = text;
    }

    /// Returns the text of the member's value; null if the member does not exist.
    @Nullable
    String find(List<String> path) {
        MemberPosition place = place(path);
        return place == null || place.value() == null
                ? null
                : text.substring(place.value().start(), place.value().end());
    }

    /// Returns the text with the member replaced, or added as the last member of its object. Missing objects on
    /// the path are created.
    ///
    /// @param value JSON
    String set(List<String> path, String value) {
        MemberPosition place = place(path);
        if (place == null) {
            return set(path.subList(0, path.size() - 1), "{" + named(path.getLast(), value) + "}");
        }
        if (place.value() != null) {
            return spliced(place.value(), value);
        }
        int end = place.object().end() - 1;
        while (Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        boolean empty = end == place.object().start() + 1;
        String before = empty ? "" : "," + place.indent();
        return spliced(new Span(end, end), before + named(path.getLast(), value));
    }

    /// Returns the text without the member; unchanged if the member does not exist.
    String remove(List<String> path) {
        MemberPosition place = place(path);
        if (place == null || place.value() == null) {
            return text;
        }
        int end = skipBlank(place.value().end());
        if (text.charAt(end) == ',') {
            return spliced(new Span(place.name(), skipBlank(end + 1)), "");
        }
        int start = place.name();
        while (Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        return spliced(
                new Span(
                        text.charAt(start - 1) == ',' ? start - 1 : start,
                        place.value().end()),
                "");
    }

    /// The position of an existing or new member.
    ///
    /// @param object the object that contains it
    /// @param indent white space before the object's first member
    /// @param name start of the member's name; the end of the object if the member does not exist
    /// @param value null if the member does not exist
    private record MemberPosition(
            Span object, String indent, int name, @Nullable Span value) {}

    private record Span(int start, int end) {}

    /// Returns null if an object on the path does not exist.
    private @Nullable MemberPosition place(List<String> path) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            for (String step : path.subList(0, path.size() - 1)) {
                if (!moveTo(parser, step) || parser.currentToken() != JsonToken.START_OBJECT) {
                    return null;
                }
            }
            return placeIn(parser, path.getLast());
        }
    }

    private MemberPosition placeIn(JsonParser parser, String name) {
        int start = offset(parser);
        int nameAt = -1;
        Span value = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean wanted = name.equals(parser.currentName());
            nameAt = wanted ? offset(parser) : nameAt;
            parser.nextToken();
            Span span = span(parser);
            value = wanted ? span : value;
        }
        Span object = new Span(start, offset(parser) + 1);
        String indent = text.substring(start + 1, skipBlank(start + 1));
        return new MemberPosition(object, indent, nameAt < 0 ? object.end() : nameAt, value);
    }

    /// Moves from the start of an object to the value of a member.
    private static boolean moveTo(JsonParser parser, String name) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean wanted = name.equals(parser.currentName());
            parser.nextToken();
            if (wanted) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    /// Returns the span of the value that starts here; leaves the parser at its last token.
    private static Span span(JsonParser parser) {
        int start = offset(parser);
        return switch (parser.currentToken()) {
            case START_OBJECT, START_ARRAY -> {
                parser.skipChildren();
                yield new Span(start, offset(parser) + 1);
            }
            case VALUE_STRING -> {
                parser.finishToken();
                yield new Span(start, Math.toIntExact(parser.currentLocation().getCharOffset()));
            }
            default -> new Span(start, start + parser.getStringLength());
        };
    }

    private static int offset(JsonParser parser) {
        return Math.toIntExact(parser.currentTokenLocation().getCharOffset());
    }

    private int skipBlank(int from) {
        int at = from;
        while (Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private String spliced(Span span, String replacement) {
        return text.substring(0, span.start()) + replacement + text.substring(span.end());
    }

    private static String named(String name, String value) {
        return NAMES.writeValueAsString(name) + ": " + value;
    }
}
