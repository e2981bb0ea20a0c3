// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire.codec;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One JSON object being read, by field name and type. What is wrong becomes a problem and a stand-in is
/// returned, so that reading goes on; no value is made of an object with problems. Unknown fields are
/// ignored.
final class MessageFieldReader {
    private final String place;
    private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z._-]{1,128}");

    private final Map<?, ?> values;
    private final MessageProblemCollector problems;
    private final int problemsBefore;

    private MessageFieldReader(String place, Map<?, ?> values, MessageProblemCollector problems) {
        this.place = place;
        this.values = values;
        this.problems = problems;
        this.problemsBefore = problems.count();
    }

    /// Reads a whole message.
    ///
    /// @throws dev.evenkeel.core.wire.MalformedMessageException when anything is wrong with it, listing
    ///     everything
    static <T> T message(@Nullable Object tree, Function<MessageFieldReader, @Nullable T> reader) {
        var problems = new MessageProblemCollector();
        T message = object("message", "", tree, problems, reader);
        if (message == null || problems.count() > 0) {
            throw problems.exception();
        }
        return message;
    }

    private static <T> @Nullable T object(
            String name,
            String place,
            @Nullable Object tree,
            MessageProblemCollector problems,
            Function<MessageFieldReader, @Nullable T> reader) {
        if (tree instanceof Map<?, ?> values) {
            return reader.apply(new MessageFieldReader(place, values, problems));
        }
        problems.shape(name, "must be an object");
        return null;
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    String text(String name) {
        if (values.get(name) instanceof String text) {
            return text;
        }
        wrongType(name, "a string");
        return "";
    }

    /// A text that may stand in an HTTP header; null when there is none, or one that may not, which proves
    /// nothing.
    @Nullable
    String token(String name) {
        return values.get(name) instanceof String text && TOKEN.matcher(text).matches() ? text : null;
    }

    /// A boolean that is false when it is left out.
    boolean flag(String name) {
        if (has(name) && !(values.get(name) instanceof Boolean)) {
            wrongType(name, "a boolean");
        }
        return Boolean.TRUE.equals(values.get(name));
    }

    long integer(String name) {
        Object value = values.get(name);
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof BigInteger) {
            problems.value(place(name), "must fit in 64 bits");
        } else {
            wrongType(name, "an integer");
        }
        return 0;
    }

    /// The text of an object that was kept as it stands.
    String rawObject(String name) {
        if (values.get(name) instanceof JsonTreeReader.RawJson raw) {
            return raw.json();
        }
        wrongType(name, "an object");
        return "";
    }

    /// A text that a parser understands; the parser refuses with an IllegalArgumentException.
    <T> T parsed(String name, Function<String, T> parser, T standIn) {
        int before = problems.count();
        String text = text(name);
        T value = problems.make(place(name), before, () -> parser.apply(text));
        return value == null ? standIn : value;
    }

    <T> List<T> list(String name, Function<MessageFieldReader, @Nullable T> reader) {
        List<T> list = new ArrayList<>();
        if (values.get(name) instanceof List<?> elements) {
            for (int i = 0; i < elements.size(); i++) {
                String element = place(name) + "[" + i + "]";
                T value = object(element, element, elements.get(i), problems, reader);
                if (value != null) {
                    list.add(value);
                }
            }
        } else {
            wrongType(name, "an array");
        }
        return list;
    }

    /// An object of arrays of texts, by name; what an array repeats counts once.
    Map<String, Set<String>> textSets(String name) {
        Map<String, Set<String>> sets = new LinkedHashMap<>();
        if (values.get(name) instanceof Map<?, ?> members) {
            members.forEach((member, texts) ->
                    sets.put(String.valueOf(member), texts(place(name) + "[" + member + "]", texts)));
        } else {
            wrongType(name, "an object");
        }
        return sets;
    }

    private Set<String> texts(String place, @Nullable Object array) {
        Set<String> texts = new LinkedHashSet<>();
        boolean sound = array instanceof List<?>;
        for (Object element : array instanceof List<?> elements ? elements : List.of()) {
            sound &= element instanceof String;
            texts.add(String.valueOf(element));
        }
        if (!sound) {
            problems.shape(place, "must be an array of strings");
        }
        return texts;
    }

    /// The object itself, as texts by name.
    Map<String, String> allTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        values.keySet().forEach(name -> texts.put(String.valueOf(name), text(String.valueOf(name))));
        return texts;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (values.get(name) instanceof List<?> elements) {
            for (int i = 0; i < elements.size(); i++) {
                if (elements.get(i) instanceof String text) {
                    texts.add(text);
                } else {
                    problems.shape(place(name) + "[" + i + "]", "must be a string");
                }
            }
        } else {
            wrongType(name, "an array");
        }
        return texts;
    }

    /// The value of this object; null when a field had a problem or the constructor refuses.
    <T> @Nullable T make(Supplier<T> constructor) {
        return problems.make(place.isEmpty() ? "message" : place, problemsBefore, constructor);
    }

    private void wrongType(String name, String wanted) {
        problems.shape(place(name), has(name) ? "must be " + wanted : "is missing; must be " + wanted);
    }

    private String place(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }
}
