// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.catalog;

import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.yaml.YamlCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The services in a file: YAML or JSON, one document or several, each a mapping or a list of mappings.
///
/// A mapping is in Evenkeel's own format (`services:` by key), an OpenSLO v1 object of kind Service, or a
/// Backstage entity of kind Component. Objects of other kinds of these two formats are skipped with a note.
///
/// @param patches patches by key, in the order of the file
/// @param notes skipped parts of the file, with the reason
/// @param errors all validation errors
public record ServiceFile(Map<String, ServicePatch> patches, List<String> notes, List<ValidationError> errors) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// Parses a file. Pointers of errors begin with the 0-based number of the object.
    public static ServiceFile parse(String text) {
        var reader = new Reader();
        try {
            YamlCodec.toJsonDocuments(text).forEach(document -> reader.readDocument(JSON.readTree(document)));
        } catch (IllegalArgumentException e) {
            reader.faults.add("", String.valueOf(e.getMessage()), "correct the YAML");
        }
        if (reader.drafts.isEmpty() && reader.faults.toList().isEmpty()) {
            reader.faults.add("", "contains no services", "add services: by key, or use OpenSLO or Backstage format");
        }
        return new ServiceFile(reader.drafts, reader.notes, reader.faults.toList());
    }

    private static final class Reader {
        private final Map<String, ServicePatch> drafts = new LinkedHashMap<>();
        private final List<String> notes = new ArrayList<>();
        private final ValidationErrors faults = new ValidationErrors();
        private int objects;

        void readDocument(JsonNode document) {
            if (document.isArray()) {
                document.forEach(this::readObject);
            } else if (!document.isNull()) {
                readObject(document);
            }
        }

        private void readObject(JsonNode object) {
            String pointer = "/" + objects++;
            String version = object.path("apiVersion").asString("");
            String kind = object.path("kind").asString("");
            if (version.startsWith("openslo/")) {
                readForeign(kind, "Service", pointer, () -> ForeignServiceParser.parseOpenSlo(object, pointer, faults));
            } else if (version.startsWith("backstage.io/")) {
                readForeign(
                        kind,
                        "Component",
                        pointer,
                        () -> ForeignServiceParser.parseBackstage(object, pointer, faults, notes));
            } else if (object.path("services").isObject()) {
                readOwn(object, pointer);
            } else {
                faults.add(
                        pointer,
                        "contains no services",
                        "add services: by key, or use apiVersion openslo/v1 kind Service, or a Backstage Component");
            }
        }

        private void readOwn(JsonNode object, String pointer) {
            object.propertyNames().stream()
                    .filter(name -> !name.equals("services"))
                    .forEach(name -> faults.add(pointer + "/" + name, "unknown field", "remove it"));
            object.path("services")
                    .propertyStream()
                    .forEach(entry -> add(
                            ServicePatch.parse(
                                    entry.getKey(),
                                    entry.getValue().isNull() ? null : entry.getValue(),
                                    pointer + "/services/" + entry.getKey(),
                                    faults),
                            pointer));
        }

        private void readForeign(String kind, String wanted, String pointer, Supplier<ServicePatch> reader) {
            if (kind.equals(wanted)) {
                add(reader.get(), pointer);
            } else {
                notes.add(pointer + " has kind " + kind + ", which does not describe a service; skipped");
            }
        }

        private void add(@Nullable ServicePatch draft, String pointer) {
            if (draft != null && drafts.putIfAbsent(draft.key(), draft) != null) {
                faults.add(pointer, "duplicate service \"" + draft.key() + "\"", "remove one of them");
            }
        }
    }
}
