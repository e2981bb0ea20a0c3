// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.technology;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.technology.ServiceUsage;
import dev.evenkeel.engine.technology.Technology;
import dev.evenkeel.engine.technology.TechnologyKind;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.RecordBinder;
import dev.evenkeel.files.json.ValidatedRecord;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A patch of a technology: a null field leaves the value unchanged.
///
/// @param key key of the technology
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TechnologyPatch(
        @JsonIgnore String key,

        @JsonPropertyDescription("display name; default: the key") @Nullable
        String name,

        @JsonPropertyDescription("kind, required for a new technology") @Nullable
        TechnologyKind kind,

        @JsonPropertyDescription("services that use or used it; replaces the stored list") @Nullable
        List<ServiceUsage> services,

        @JsonPropertyDescription(
                "package URLs without a version, such as pkg:maven/io.quarkus; replaces the stored list")
        @Nullable
        List<String> packages,

        @JsonPropertyDescription("all stored ring changes, followed by new ones") @Nullable
        List<RingMoveInput> ringChanges)
        implements ValidatedRecord {
    private static final int MOST = 200;
    private static final Pattern PACKAGE = Pattern.compile("pkg:[^@?#\\s]+[^@?#/\\s]");

    public TechnologyPatch {
        name = stripToNull(name);
        packages = packages == null ? null : packages.stream().distinct().toList();
    }

    /// Parses the JSON of one technology.
    ///
    /// @param pointer JSON pointer of the technology
    /// @param errors receives all validation errors
    /// @return null when it is invalid
    public static @Nullable TechnologyPatch parse(
            String key, @Nullable JsonNode json, String pointer, ValidationErrors errors) {
        return RecordBinder.bind(
                TechnologyPatch.class, new JsonObjectReader(json, pointer, errors), Map.of("key", key), Set.of());
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

    @Override
    public void validate(String pointer, ValidationErrors errors) {
        checkKey(key, pointer, errors);
        errors.checkLine(pointer + "/name", name);
        checkSize(pointer + "/services", services, errors);
        checkSize(pointer + "/ringChanges", ringChanges, errors);
        for (int i = 0; packages != null && i < packages.size(); i++) {
            if (!PACKAGE.matcher(packages.get(i)).matches()) {
                errors.add(
                        pointer + "/packages/" + i,
                        "\"" + packages.get(i) + "\" is not a package URL without a version",
                        "use a format such as pkg:maven/io.quarkus, with %40 for @");
            }
        }
    }

    private static void checkSize(String pointer, @Nullable List<?> list, ValidationErrors errors) {
        if (list != null && list.size() > MOST) {
            errors.add(pointer, "must be an array of at most " + MOST, "use an array of objects");
        }
    }

    static @Nullable String stripToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
