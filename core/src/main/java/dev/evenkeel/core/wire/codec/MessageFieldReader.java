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

/// A reader of one JSON object, by field name and type. An error is recorded as a problem and a placeholder
/// is returned, so that reading continues; no value is created from an object with problems. Unknown fields
/// are ignored.
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
    /// @throws dev.evenkeel.core.wire.MalformedMessageException when it has problems, listing all of them
    static <T> T readMessage(@Nullable Object tree, Function<MessageFieldReader, @Nullable T> reader) {
        var problems = new MessageProblemCollector();
        T message = readObject("message", "", tree, problems, reader);
        if (message == null || problems.count() > 0) {
            throw problems.toException();
        }
        return message;
    }

    private static <T> @Nullable T readObject(
            String name,
            String place,
            @Nullable Object tree,
            MessageProblemCollector problems,
            Function<MessageFieldReader, @Nullable T> reader) {
        if (tree instanceof Map<?, ?> values) {
            return reader.apply(new MessageFieldReader(place, values, problems));
        }
        problems.addShapeProblem(name, "must be an object");
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

    /// Reads a string that is valid in an HTTP header; null when it is missing or not valid.
    @Nullable
    String token(String name) {
        return values.get(name) instanceof String text && TOKEN.matcher(text).matches() ? text : null;
    }

    /// Reads a boolean; false when it is missing.
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
            problems.addValueProblem(place(name), "must fit in 64 bits");
        } else {
            wrongType(name, "an integer");
        }
        return 0;
    }

    /// Reads the text of a preserved object.
    String rawObject(String name) {
        if (values.get(name) instanceof JsonTreeReader.RawJson raw) {
            return raw.json();
        }
        wrongType(name, "an object");
        return "";
    }

    /// Reads a string and parses it; the parser rejects it with an IllegalArgumentException.
    <T> T parse(String name, Function<String, T> parser, T standIn) {
        int before = problems.count();
        String text = text(name);
        T value = problems.build(place(name), before, () -> parser.apply(text));
        return value == null ? standIn : value;
    }

    <T> List<T> list(String name, Function<MessageFieldReader, @Nullable T> reader) {
        List<T> list = new ArrayList<>();
        if (values.get(name) instanceof List<?> elements) {
            for (int i = 0; i < elements.size(); i++) {
                String element = place(name) + "[" + i + "]";
                T value = readObject(element, element, elements.get(i), problems, reader);
                if (value != null) {
                    list.add(value);
                }
            }
        } else {
            wrongType(name, "an array");
        }
        return list;
    }

    /// Reads an object of string arrays, by name, without duplicates within an array.
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
            problems.addShapeProblem(place, "must be an array of strings");
        }
        return texts;
    }

    /// Reads the object itself as strings by name.
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
                    problems.addShapeProblem(place(name) + "[" + i + "]", "must be a string");
                }
            }
        } else {
            wrongType(name, "an array");
        }
        return texts;
    }

    /// Creates the value of this object; null when a field had a problem or the constructor throws.
    <T> @Nullable T build(Supplier<T> constructor) {
        return problems.build(place.isEmpty() ? "message" : place, problemsBefore, constructor);
    }

    private void wrongType(String name, String wanted) {
        problems.addShapeProblem(place(name), has(name) ? "must be " + wanted : "is missing; must be " + wanted);
    }

    private String place(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }
}
