// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.engine.slo.OpenSloDuration;
import dev.evenkeel.files.json.JsonObjectReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads fields of OpenSLO objects and notes each fault.
final class OpenSloFieldReader {
    private static final int LONGEST_NAME = 63;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    private OpenSloFieldReader() {}

    /// A text that has to be there; empty when it is not.
    static String text(JsonObjectReader fields, String name, String remedy) {
        String text = fields.text(name, "");
        if (text.isBlank()) {
            fault(fields, name, fields.find(name) == null ? "is missing" : "must not be blank", remedy);
        }
        return text;
    }

    /// A name by RFC 1123 that has to be there.
    static String name(JsonObjectReader fields, String member) {
        String name = text(fields, member, "give a name like web-availability");
        if (!name.isBlank()
                && (name.length() > LONGEST_NAME || !NAME.matcher(name).matches())) {
            fault(
                    fields,
                    member,
                    "must be at most " + LONGEST_NAME
                            + " lower-case letters, digits and \"-\", with a letter or digit at both ends, got \""
                            + name
                            + "\"",
                    "rename it (RFC 1123)");
        }
        return name;
    }

    /// A length of time that has to be there.
    static Optional<OpenSloDuration> span(JsonObjectReader fields, String member) {
        String text = text(fields, member, "write a whole number and one of m h d w M Q Y, like 30d");
        Optional<OpenSloDuration> span = OpenSloDuration.parse(text);
        if (span.isEmpty() && !text.isBlank()) {
            fault(
                    fields,
                    member,
                    "is no length of time: \"" + text + "\"",
                    "write a whole number and one of m h d w M Q Y, like 30d");
        }
        return span;
    }

    /// One of some texts, which has to be there.
    static String oneOf(JsonObjectReader fields, String member, List<String> allowed) {
        String remedy = "write one of " + String.join(", ", allowed);
        String text = text(fields, member, remedy);
        if (!text.isBlank() && !allowed.contains(text)) {
            fault(fields, member, "must be one of " + String.join(", ", allowed) + ", got \"" + text + "\"", remedy);
        }
        return text;
    }

    /// Notes a fault unless exactly one of some members is there.
    ///
    /// @return the one; empty when there is none or more
    static Optional<String> exactlyOne(JsonObjectReader fields, List<String> members) {
        List<String> there =
                members.stream().filter(member -> fields.find(member) != null).toList();
        if (there.size() == 1) {
            return Optional.of(there.getFirst());
        }
        fields.faults()
                .add(
                        fields.pointer(),
                        "needs exactly one of " + String.join(" and ", members) + ", got "
                                + (there.isEmpty() ? "none" : String.join(" and ", there)),
                        "keep one of them");
        return Optional.empty();
    }

    /// The elements of an array.
    static List<JsonObjectReader> elements(JsonObjectReader fields, String member) {
        JsonNode array = fields.find(member);
        List<JsonObjectReader> elements = new ArrayList<>();
        if (array != null && !array.isArray()) {
            fault(fields, member, "must be a list", "write a list");
        } else if (array != null) {
            for (int i = 0; i < array.size(); i++) {
                elements.add(new JsonObjectReader(array.get(i), fields.at(member) + "/" + i, fields.faults()));
            }
        }
        return elements;
    }

    /// A reference by name, or the object itself in the place.
    static void refOrInline(JsonObjectReader fields, String ref, OpenSloKind kind, Consumer<JsonObjectReader> spec) {
        if (fields.find(ref) != null) {
            fields.only(Set.of(ref));
            name(fields, ref);
            return;
        }
        fields.only(Set.of("apiVersion", "kind", "metadata", "spec", ref));
        if (fields.find("kind") != null) {
            oneOf(fields, "kind", List.of(kind.text()));
        } else if (fields.find("spec") == null) {
            fields.faults()
                    .add(
                            fields.pointer(),
                            "needs " + ref + " or an object of kind " + kind.text(),
                            "name one, or write it here");
            return;
        }
        OpenSloObjectValidator.metadata(fields.object("metadata"));
        spec.accept(fields.object("spec"));
    }

    static void fault(JsonObjectReader fields, String member, String message, String remedy) {
        fields.faults().add(fields.at(member), message, remedy);
    }
}
