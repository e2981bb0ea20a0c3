// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.foundation.problems.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// A flag as the form of the console has it.
///
/// @param key as it was typed, without blanks around it
/// @param variants in the order of the form, without rows in which nothing stands
/// @param usual name of the default variant; null for the default of each service's own code
/// @param on whether services evaluate it from the start
/// @param description what it is for, in words; may be empty
/// @param purpose what it is for, as a word that [stale flags][dev.evenkeel.server.usage] know; may be empty
/// @param owner who answers for it; may be empty
record NewFlagForm(
        String environment,
        String key,
        Type type,
        List<Variant> variants,
        @Nullable String usual,
        boolean on,
        String description,
        String purpose,
        String owner) {
    private static final int LONGEST_KEY = 256;
    private static final String NAME = "Variant names have to differ and may not be empty.";

    /// What its values are.
    enum Type {
        BOOLEAN("true or false"),
        STRING("a text"),
        NUMBER("a number"),
        OBJECT("a JSON object");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        /// As it stands in the form.
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// As people read it.
        String words() {
            return words;
        }

        static Type of(@Nullable String text) {
            for (Type type : values()) {
                if (type.text().equals(text)) {
                    return type;
                }
            }
            return BOOLEAN;
        }

        /// The value that a text is; null when it is none of this type.
        private @Nullable JsonNode read(String text) {
            if (this == STRING) {
                return StringNode.valueOf(text);
            }
            try {
                JsonNode value = JsonTextParser.read(FlagJsonMappers.EXACT, text);
                return has(value) ? value : null;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        private boolean has(JsonNode value) {
            return switch (this) {
                case BOOLEAN -> value.isBoolean();
                case STRING -> value.isString();
                case NUMBER -> value.isNumber();
                case OBJECT -> value.isObject();
            };
        }
    }

    /// @param value as it was typed
    record Variant(String name, String value) {
        private boolean isEmpty() {
            return name.isEmpty() && value.isBlank();
        }
    }

    NewFlagForm {
        variants = List.copyOf(variants);
    }

    /// Reads the fields of the form.
    static NewFlagForm of(MultiValueMap<String, String> fields) {
        List<String> names = fields.getOrDefault("variant", List.of());
        List<String> values = fields.getOrDefault("value", List.of());
        List<Variant> rows = IntStream.range(0, Math.min(names.size(), values.size()))
                .mapToObj(i -> new Variant(names.get(i).strip(), values.get(i)))
                .toList();
        return new NewFlagForm(
                text(fields, "environment"),
                text(fields, "key"),
                Type.of(fields.getFirst("type")),
                rows.stream().filter(row -> !row.isEmpty()).toList(),
                usual(rows, text(fields, "usual")),
                text(fields, "state").equals("ENABLED"),
                text(fields, "description"),
                text(fields, "purpose"),
                text(fields, "owner"));
    }

    private static String text(MultiValueMap<String, String> fields, String name) {
        String text = fields.getFirst(name);
        return text == null ? "" : text.strip();
    }

    /* The number of the row that is chosen, as the form counts them. */
    private static @Nullable String usual(List<Variant> rows, String number) {
        if (!number.matches("[0-9]{1,3}") || Integer.parseInt(number) >= rows.size()) {
            return null;
        }
        return rows.get(Integer.parseInt(number)).name();
    }

    /// What keeps it from being written down; whether what is written may be saved, others say.
    List<Problem.FieldError> faults() {
        List<Problem.FieldError> faults = new ArrayList<>();
        if (key.isEmpty()) {
            faults.add(new Problem.FieldError(
                    "", "It has no key yet.", "Use letters, digits, dots, dashes, underscores."));
        } else if (key.length() > LONGEST_KEY || !key.matches("[A-Za-z0-9._-]+")) {
            faults.add(new Problem.FieldError(
                    "",
                    "The key must be 1 to " + LONGEST_KEY + " letters, digits, dots, dashes and underscores.",
                    "It stands in addresses, and services ask by it."));
        }
        if (variants.isEmpty()) {
            faults.add(new Problem.FieldError("/variants", "There is no variant.", "Name one, and say its value."));
        }
        Set<String> names = new HashSet<>();
        for (Variant variant : variants) {
            if (variant.name().isEmpty() || !names.add(variant.name())) {
                faults.add(new Problem.FieldError("/variants", NAME, "Value: " + variant.value()));
            } else if (type.read(variant.value()) == null) {
                faults.add(new Problem.FieldError(
                        "/variants/" + variant.name(),
                        "must be " + type.words() + ", got “" + variant.value() + "”.",
                        ""));
            }
        }
        return faults;
    }

    /// The flag as JSON, as it is saved. For a flag without faults.
    String json() {
        ObjectNode flag = FlagJsonMappers.EXACT.createObjectNode();
        flag.put("state", on ? "ENABLED" : "DISABLED");
        ObjectNode values = flag.putObject("variants");
        variants.forEach(variant -> values.set(variant.name(), type.read(variant.value())));
        if (usual != null) {
            flag.put("defaultVariant", usual);
        }
        ObjectNode metadata = FlagJsonMappers.EXACT.createObjectNode();
        put(metadata, "description", description);
        put(metadata, "type", purpose);
        put(metadata, "owner", owner);
        if (!metadata.isEmpty()) {
            flag.set("metadata", metadata);
        }
        return flag.toPrettyString();
    }

    private static void put(ObjectNode metadata, String name, String text) {
        if (!text.isEmpty()) {
            metadata.put(name, text);
        }
    }
}
