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

/// What somebody says about a technology: a field that is null is not spoken of, and stays as it is.
///
/// @param services where it runs and ran; replaces what was said before
/// @param packages by which an SBOM shows it; replaces what was said before
/// @param moves all that there were, and new ones behind them
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TechnologyPatch(
        @JsonIgnore String key,
        @Nullable String name,
        @Nullable TechnologyKind kind,
        @Nullable List<ServiceUsage> services,
        @Nullable List<String> packages,
        @Nullable List<RingMoveInput> moves) {
    private static final Set<String> FIELDS = Set.of("name", "kind", "services", "packages", "moves");
    private static final Set<String> USE = Set.of("service", "since", "until");
    private static final int MOST = 200;

    /// Reads the JSON of one technology.
    ///
    /// @param pointer where it is
    /// @param faults gets everything that is wrong; what is given then is not to be used
    public static TechnologyPatch read(String key, @Nullable JsonNode json, String pointer, ValidationErrors faults) {
        checkKey(key, pointer, faults);
        JsonObjectReader fields = new JsonObjectReader(json, pointer, faults).only(FIELDS);
        return new TechnologyPatch(
                key,
                TechnologyFieldReader.line(fields, "name"),
                fields.find("kind") == null ? null : fields.oneOf("kind", TechnologyKind.class, TechnologyKind.TOOL),
                list(fields, "services", TechnologyPatch::use),
                packages(fields),
                list(fields, "moves", RingMoveInput::read));
    }

    /// Notes it when a text cannot be the key of a technology.
    public static void checkKey(String key, String pointer, ValidationErrors faults) {
        if (!Technology.isKey(key)) {
            faults.add(
                    pointer,
                    "\"" + key + "\" cannot be the key of a technology",
                    "use 1 to 63 lower-case letters, digits, dots and dashes, a letter or digit first and last");
        }
    }

    @FunctionalInterface
    private interface Reader<T> {
        @Nullable
        T read(JsonNode json, String pointer, ValidationErrors faults);
    }

    private static <T> @Nullable List<T> list(JsonObjectReader fields, String name, Reader<T> reader) {
        JsonNode list = fields.find(name);
        if (list == null) {
            return null;
        }
        if (!list.isArray() || list.size() > MOST) {
            fields.faults().add(fields.at(name), "must be an array of at most " + MOST, "write an array of objects");
            return null;
        }
        List<T> read = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            T one = reader.read(list.get(i), fields.at(name) + "/" + i, fields.faults());
            if (one != null) {
                read.add(one);
            }
        }
        return read;
    }

    private static @Nullable ServiceUsage use(JsonNode json, String pointer, ValidationErrors faults) {
        JsonObjectReader fields = new JsonObjectReader(json, pointer, faults).only(USE);
        String service = TechnologyFieldReader.required(fields, "service", "the key of the service");
        Instant since = TechnologyFieldReader.moment(fields, "since");
        Instant until = TechnologyFieldReader.moment(fields, "until");
        if (since == null) {
            faults.add(fields.at("since"), "is missing", "say since when the service runs it, such as 2026-11-25");
            return null;
        }
        if (until != null && until.isBefore(since)) {
            faults.add(fields.at("until"), "must not be before since", "leave it out while the service runs it");
            return null;
        }
        return new ServiceUsage(service, since, until);
    }

    private static @Nullable List<String> packages(JsonObjectReader fields) {
        if (fields.find("packages") == null) {
            return null;
        }
        List<String> packages = fields.texts("packages", List.of());
        for (int i = 0; i < packages.size(); i++) {
            if (!packages.get(i).matches("pkg:[^@?#\\s]+[^@?#/\\s]")) {
                fields.faults()
                        .add(
                                fields.at("packages") + "/" + i,
                                "\"" + packages.get(i) + "\" is no package URL without a version",
                                "write it like pkg:maven/io.quarkus, with %40 for an @");
            }
        }
        return packages.stream().distinct().toList();
    }
}
