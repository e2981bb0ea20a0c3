// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.technology;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenkeel.engine.technology.ServiceUsage;
import dev.evenkeel.engine.technology.Technology;
import dev.evenkeel.engine.technology.TechnologyKind;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A patch of a technology: a null field leaves the value unchanged.
///
/// @param services services that use or used it; replaces the stored list
/// @param packages packages that identify it in an SBOM; replaces the stored list
/// @param ringChanges all stored ring changes, followed by new ones
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TechnologyPatch(
        @JsonIgnore String key,
        @Nullable String name,
        @Nullable TechnologyKind kind,
        @Nullable List<ServiceUsage> services,
        @Nullable List<String> packages,
        @Nullable List<RingMoveInput> ringChanges) {
    private static final Set<String> FIELDS = Set.of("name", "kind", "services", "packages", "ringChanges");
    private static final Set<String> USE = Set.of("service", "since", "until");
    private static final int MOST = 200;

    /// Parses the JSON of one technology.
    ///
    /// @param pointer JSON pointer of the technology
    /// @param errors receives all validation errors; with any, the result must not be used
    public static TechnologyPatch parse(String key, @Nullable JsonNode json, String pointer, ValidationErrors errors) {
        checkKey(key, pointer, errors);
        JsonObjectReader fields = new JsonObjectReader(json, pointer, errors).rejectUnknownFields(FIELDS);
        return new TechnologyPatch(
                key,
                TechnologyFieldReader.optionalLine(fields, "name"),
                fields.find("kind") == null
                        ? null
                        : fields.enumValue("kind", TechnologyKind.class, TechnologyKind.TOOL),
                parseList(fields, "services", TechnologyPatch::parseUsage),
                parsePackages(fields),
                parseList(fields, "ringChanges", RingMoveInput::parse));
    }

    /// Adds an error when a text is not a valid key of a technology.
    public static void checkKey(String key, String pointer, ValidationErrors errors) {
        if (!Technology.isKey(key)) {
            errors.add(
                    pointer,
                    "invalid technology key \"" + key + "\"",
                    "use 1 to 63 lower-case letters, digits, dots and dashes, a letter or digit first and last");
        }
    }

    @FunctionalInterface
    private interface Reader<T> {
        @Nullable
        T read(JsonNode json, String pointer, ValidationErrors errors);
    }

    private static <T> @Nullable List<T> parseList(JsonObjectReader fields, String name, Reader<T> reader) {
        JsonNode list = fields.find(name);
        if (list == null) {
            return null;
        }
        if (!list.isArray() || list.size() > MOST) {
            fields.errors()
                    .add(fields.pointerTo(name), "must be an array of at most " + MOST, "use an array of objects");
            return null;
        }
        List<T> read = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            T one = reader.read(list.get(i), fields.pointerTo(name) + "/" + i, fields.errors());
            if (one != null) {
                read.add(one);
            }
        }
        return read;
    }

    private static @Nullable ServiceUsage parseUsage(JsonNode json, String pointer, ValidationErrors errors) {
        JsonObjectReader fields = new JsonObjectReader(json, pointer, errors).rejectUnknownFields(USE);
        String service = TechnologyFieldReader.requireLine(fields, "service", "the key of the service");
        Instant since = TechnologyFieldReader.optionalInstant(fields, "since");
        Instant until = TechnologyFieldReader.optionalInstant(fields, "until");
        if (since == null) {
            errors.add(fields.pointerTo("since"), "is missing", "set the start of use, such as 2026-11-25");
            return null;
        }
        if (until != null && until.isBefore(since)) {
            errors.add(
                    fields.pointerTo("until"),
                    "must not be before since",
                    "remove it while the service uses the technology");
            return null;
        }
        return new ServiceUsage(service, since, until);
    }

    private static @Nullable List<String> parsePackages(JsonObjectReader fields) {
        if (fields.find("packages") == null) {
            return null;
        }
        List<String> packages = fields.texts("packages", List.of());
        for (int i = 0; i < packages.size(); i++) {
            if (!packages.get(i).matches("pkg:[^@?#\\s]+[^@?#/\\s]")) {
                fields.errors()
                        .add(
                                fields.pointerTo("packages") + "/" + i,
                                "\"" + packages.get(i) + "\" is not a package URL without a version",
                                "use a format such as pkg:maven/io.quarkus, with %40 for @");
            }
        }
        return packages.stream().distinct().toList();
    }
}
