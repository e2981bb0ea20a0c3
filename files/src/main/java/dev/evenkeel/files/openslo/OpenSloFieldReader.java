// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.engine.slo.OpenSloDuration;
import dev.evenkeel.files.json.JsonObjectReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// A reader of OpenSLO fields that collects validation errors.
final class OpenSloFieldReader {
    private static final int LONGEST_NAME = 63;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    private OpenSloFieldReader() {}

    /// Reads a required name (RFC 1123).
    static String requireName(JsonObjectReader fields, String member) {
        String name = fields.requireText(member, "set a name such as web-availability");
        if (!name.isBlank()
                && (name.length() > LONGEST_NAME || !NAME.matcher(name).matches())) {
            fields.addError(
                    member,
                    "must be at most " + LONGEST_NAME
                            + " lower-case letters, digits and \"-\", with a letter or digit at both ends, got \""
                            + name
                            + "\"",
                    "use a valid name (RFC 1123)");
        }
        return name;
    }

    /// Reads a required duration.
    static Optional<OpenSloDuration> requireDuration(JsonObjectReader fields, String member) {
        String text = fields.requireText(member, "use an integer and one of m h d w M Q Y, such as 30d");
        Optional<OpenSloDuration> span = OpenSloDuration.parse(text);
        if (span.isEmpty() && !text.isBlank()) {
            fields.addError(
                    member,
                    "invalid duration \"" + text + "\"",
                    "use an integer and one of m h d w M Q Y, such as 30d");
        }
        return span;
    }

    /// Reads a required text with a fixed set of values.
    static String requireOneOf(JsonObjectReader fields, String member, List<String> allowed) {
        String remedy = "use one of " + String.join(", ", allowed);
        String text = fields.requireText(member, remedy);
        if (!text.isBlank() && !allowed.contains(text)) {
            fields.addError(member, "must be one of " + String.join(", ", allowed) + ", got \"" + text + "\"", remedy);
        }
        return text;
    }

    /// Validates that exactly one of some members is present.
    ///
    /// @return that member; empty when none or several are present
    static Optional<String> requireExactlyOne(JsonObjectReader fields, List<String> members) {
        List<String> there =
                members.stream().filter(member -> fields.find(member) != null).toList();
        if (there.size() == 1) {
            return Optional.of(there.getFirst());
        }
        fields.errors()
                .add(
                        fields.pointer(),
                        "must have exactly one of " + String.join(" and ", members) + ", got "
                                + (there.isEmpty() ? "none" : String.join(" and ", there)),
                        "keep one of them");
        return Optional.empty();
    }

    /// Validates a reference by name, or an inline object.
    static void readReferenceOrInline(
            JsonObjectReader fields, String ref, OpenSloKind kind, Consumer<JsonObjectReader> spec) {
        if (fields.find(ref) != null) {
            fields.rejectUnknownFields(Set.of(ref));
            requireName(fields, ref);
            return;
        }
        fields.rejectUnknownFields(Set.of("apiVersion", "kind", "metadata", "spec", ref));
        if (fields.find("kind") != null) {
            requireOneOf(fields, "kind", List.of(kind.wireName()));
        } else if (fields.find("spec") == null) {
            fields.errors()
                    .add(
                            fields.pointer(),
                            "must have " + ref + " or an object of kind " + kind.wireName(),
                            "reference one, or define it inline");
            return;
        }
        OpenSloObjectValidator.validateMetadata(fields.object("metadata"));
        spec.accept(fields.object("spec"));
    }
}
