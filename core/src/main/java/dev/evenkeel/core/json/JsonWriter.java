// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.json;

import dev.evenkeel.core.json.JsonValue.JsonNumber;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A writer of values as compact JSON text.
public final class JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonWriter() {}

    /// Writes a value as JSON on one line.
    ///
    /// @param value a [JsonValue] (numbers are preserved as written) or plain Java: `Map`, `List`, `String`,
    ///     `Number`, `Boolean`, null, nested freely; numbers that JSON cannot represent (NaN, infinity)
    ///     become null
    /// @throws IllegalArgumentException for a value of another type
    public static String write(@Nullable Object value) {
        var out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            write(generator, value);
        }
        return out.toString();
    }

    private static void write(JsonGenerator out, @Nullable Object value) {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof JsonNumber number) {
            out.writeNumber(number.text());
        } else if (value instanceof JsonValue.JsonObject object) {
            writeObject(out, object.members());
        } else if (value instanceof JsonValue.JsonArray array) {
            writeArray(out, array.elements());
        } else if (value instanceof JsonValue scalar) {
            write(out, scalar.toJava());
        } else if (value instanceof Map<?, ?> map) {
            writeObject(out, map);
        } else if (value instanceof List<?> list) {
            writeArray(out, list);
        } else {
            writeScalar(out, value);
        }
    }

    private static void writeObject(JsonGenerator out, Map<?, ?> members) {
        out.writeStartObject();
        members.forEach((name, value) -> {
            out.writeName(String.valueOf(name));
            write(out, value);
        });
        out.writeEndObject();
    }

    private static void writeArray(JsonGenerator out, List<?> elements) {
        out.writeStartArray();
        elements.forEach(element -> write(out, element));
        out.writeEndArray();
    }

    private static void writeScalar(JsonGenerator out, Object value) {
        if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (value instanceof Number number) {
            writeNumber(out, number);
        } else {
            throw new IllegalArgumentException("cannot write a value of type "
                    + value.getClass().getName() + " as JSON; use Map, List, String, Number, Boolean or null");
        }
    }

    private static void writeNumber(JsonGenerator out, Number number) {
        if (Double.isFinite(number.doubleValue()) || !(number instanceof Double || number instanceof Float)) {
            out.writeNumber(number.toString());
        } else {
            out.writeNull();
        }
    }
}
