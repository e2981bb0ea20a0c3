// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
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

/// Parsed form of a new flag.
///
/// @param key key, trimmed
/// @param variants in the order of the form, without empty rows
/// @param defaultVariant name of the default variant; null for the default in code
/// @param enabled whether the flag is enabled from the start
/// @param description description; may be empty
/// @param purpose purpose in the vocabulary of [stale flags][dev.evenkeel.server.usage]; may be empty
/// @param owner owner of the flag; may be empty
record NewFlagForm(
        String environment,
        String key,
        Type type,
        List<Variant> variants,
        @Nullable String defaultVariant,
        boolean enabled,
        String description,
        String purpose,
        String owner) {
    private static final int LONGEST_KEY = 256;
    private static final String NAME = "Variant names have to differ and may not be empty.";

    /// Type of its values.
    enum Type {
        BOOLEAN("true or false"),
        STRING("a text"),
        NUMBER("a number"),
        OBJECT("a JSON object");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        /// Returns the value of the form field.
        String formValue() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Returns the display text.
        String label() {
            return words;
        }

        static Type of(@Nullable String text) {
            for (Type type : values()) {
                if (type.formValue().equals(text)) {
                    return type;
                }
            }
            return BOOLEAN;
        }

        /// Parses a value; null if the text is not of this type.
        private @Nullable JsonNode parseValue(String text) {
            if (this == STRING) {
                return StringNode.valueOf(text);
            }
            try {
                JsonNode value = JsonTextParser.parse(FlagJsonMappers.EXACT, text);
                return accepts(value) ? value : null;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        private boolean accepts(JsonNode value) {
            return switch (this) {
                case BOOLEAN -> value.isBoolean();
                case STRING -> value.isString();
                case NUMBER -> value.isNumber();
                case OBJECT -> value.isObject();
            };
        }
    }

    /// @param value value as entered
    record Variant(String name, String value) {
        private boolean isEmpty() {
            return name.isEmpty() && value.isBlank();
        }
    }

    NewFlagForm {
        variants = List.copyOf(variants);
    }

    /// Parses the fields of the form.
    static NewFlagForm of(MultiValueMap<String, String> fields) {
        List<String> names = fields.getOrDefault("variant", List.of());
        List<String> values = fields.getOrDefault("value", List.of());
        List<Variant> rows = IntStream.range(0, Math.min(names.size(), values.size()))
                .mapToObj(i -> new Variant(names.get(i).strip(), values.get(i)))
                .toList();
        return new NewFlagForm(
                fieldText(fields, "environment"),
                fieldText(fields, "key"),
                Type.of(fields.getFirst("type")),
                rows.stream().filter(row -> !row.isEmpty()).toList(),
                defaultVariantName(rows, fieldText(fields, "usual")),
                fieldText(fields, "state").equals("ENABLED"),
                fieldText(fields, "description"),
                fieldText(fields, "purpose"),
                fieldText(fields, "owner"));
    }

    private static String fieldText(MultiValueMap<String, String> fields, String name) {
        String text = fields.getFirst(name);
        return text == null ? "" : text.strip();
    }

    /* The index of the selected row, as the form counts rows. */
    private static @Nullable String defaultVariantName(List<Variant> rows, String number) {
        if (!number.matches("[0-9]{1,3}") || Integer.parseInt(number) >= rows.size()) {
            return null;
        }
        return rows.get(Integer.parseInt(number)).name();
    }

    /// Returns the errors that prevent conversion to JSON. The server validates the result separately.
    List<ValidationError> validate() {
        List<ValidationError> faults = new ArrayList<>();
        if (key.isEmpty()) {
            faults.add(
                    new ValidationError("", "It has no key yet.", "Use letters, digits, dots, dashes, underscores."));
        } else if (key.length() > LONGEST_KEY || !key.matches("[A-Za-z0-9._-]+")) {
            faults.add(new ValidationError(
                    "",
                    "The key must be 1 to " + LONGEST_KEY + " letters, digits, dots, dashes and underscores.",
                    "It stands in addresses, and services ask by it."));
        }
        if (variants.isEmpty()) {
            faults.add(new ValidationError("/variants", "There is no variant.", "Name one, and say its value."));
        }
        Set<String> names = new HashSet<>();
        for (Variant variant : variants) {
            if (variant.name().isEmpty() || !names.add(variant.name())) {
                faults.add(new ValidationError("/variants", NAME, "Value: " + variant.value()));
            } else if (type.parseValue(variant.value()) == null) {
                faults.add(new ValidationError(
                        "/variants/" + variant.name(),
                        "must be " + type.label() + ", got “" + variant.value() + "”.",
                        ""));
            }
        }
        return faults;
    }

    /// Returns the flag's definition as JSON. Requires a form without errors.
    String toJson() {
        ObjectNode flag = FlagJsonMappers.EXACT.createObjectNode();
        flag.put("state", enabled ? "ENABLED" : "DISABLED");
        ObjectNode values = flag.putObject("variants");
        variants.forEach(variant -> values.set(variant.name(), type.parseValue(variant.value())));
        if (defaultVariant != null) {
            flag.put("defaultVariant", defaultVariant);
        }
        ObjectNode metadata = FlagJsonMappers.EXACT.createObjectNode();
        putIfPresent(metadata, "description", description);
        putIfPresent(metadata, "type", purpose);
        putIfPresent(metadata, "owner", owner);
        if (!metadata.isEmpty()) {
            flag.set("metadata", metadata);
        }
        return flag.toPrettyString();
    }

    private static void putIfPresent(ObjectNode metadata, String name, String text) {
        if (!text.isEmpty()) {
            metadata.put(name, text);
        }
    }
}
