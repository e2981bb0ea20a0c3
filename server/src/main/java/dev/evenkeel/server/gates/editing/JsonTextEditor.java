// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/// Changes one member of a JSON text and leaves every other character as it was written. Costs one pass over
/// the text.
///
/// Members are named by the names of the objects that hold them, from the root on. The text is valid JSON, its
/// root an object, no name used twice in one object.
final class JsonTextEditor {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonMapper NAMES = new JsonMapper();

    private final String text;

    JsonTextEditor(String text) {
        this.text = text;
    }

    /// The member's value as it is written; null when there is no such member.
    @Nullable
    String find(List<String> path) {
        MemberPosition place = place(path);
        return place == null || place.value() == null
                ? null
                : text.substring(place.value().start(), place.value().end());
    }

    /// The text with the member set: replaced, or put behind its object's last member. Objects on the way that
    /// are missing are made.
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

    /// The text without the member; as it is when there is none.
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

    /// Where a member stands, or would.
    ///
    /// @param object the object that holds it
    /// @param indent white space in front of the object's first member
    /// @param name where its name begins; the object's end when it is missing
    /// @param value null when it is missing
    private record MemberPosition(
            Span object, String indent, int name, @Nullable Span value) {}

    private record Span(int start, int end) {}

    /// Null when an object on the way is missing.
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

    /// Moves to the value of the member in the object the parser is at the start of.
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

    /// The value that the parser is at the start of; leaves it at its last token.
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
