// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.api.ManifestApi.ApplyManifestsRequest;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.request.JsonRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A request to apply manifests.
///
/// @param set name of the manifest set; objects that it no longer contains can be pruned
/// @param source origin of the files, such as a repository and its revision; may be empty
/// @param reason reason for the audit log; may be empty
/// @param prune whether objects are deleted that were applied from the set and are not in it any more
/// @param takeOver whether objects of other sets may become part of this one
/// @param desiredObjects the objects by kind
record ApplyRequest(
        String set,
        String source,
        String reason,
        boolean prune,
        boolean takeOver,
        Map<String, List<DesiredObject>> desiredObjects) {
    static final String NOTHING_CHANGED = "Nothing was changed.";
    private static final Set<String> DOCUMENT = Set.of("apiVersion", "kind", "metadata", "spec");
    private static final Set<String> METADATA = Set.of("name", "environment", "labels", "annotations");

    /// Parses a request.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all problems of its structure
    static ApplyRequest parse(JsonRequest<ApplyManifestsRequest> body, ManifestKindRegistry kinds) {
        Map<String, List<DesiredObject>> desired = new TreeMap<>();
        ApplyManifestsRequest request = body.orThrow(NOTHING_CHANGED, (given, errors) -> {
            if (given.objects() != null) {
                desired.putAll(new DocumentReader(kinds, errors).readObjects(given.objects()));
            }
        });
        return new ApplyRequest(
                Objects.requireNonNullElse(request.set(), "default"),
                Objects.requireNonNullElse(request.source(), ""),
                Objects.requireNonNullElse(request.reason(), ""),
                Boolean.TRUE.equals(request.prune()),
                Boolean.TRUE.equals(request.takeOver()),
                desired);
    }

    /// Parser of the documents that rejects duplicates.
    private record DocumentReader(
            ManifestKindRegistry kinds,
            ValidationErrors faults,
            Map<String, Map<ManifestObjectName, DesiredObject>> seen) {
        DocumentReader(ManifestKindRegistry kinds, ValidationErrors faults) {
            this(kinds, faults, new HashMap<>());
        }

        Map<String, List<DesiredObject>> readObjects(List<ObjectNode> documents) {
            for (int i = 0; i < documents.size(); i++) {
                readDocument(new JsonObjectReader(documents.get(i), "/objects/" + i, faults));
            }
            Map<String, List<DesiredObject>> wanted = new TreeMap<>();
            seen.forEach((kind, byName) -> wanted.put(kind, List.copyOf(byName.values())));
            return wanted;
        }

        private void readDocument(JsonObjectReader fields) {
            String kind = fields.text("kind", "");
            KindDescriptor descriptor = kinds.findDescriptor(fields.text("apiVersion", ""), kind, fields);
            if (descriptor == null) {
                return;
            }
            JsonObjectReader metadata = fields.object("metadata");
            if (descriptor.apiVersion().equals(KindDescriptor.API_VERSION)) {
                fields.rejectUnknownFields(DOCUMENT);
                metadata.rejectUnknownFields(METADATA);
            }
            ManifestObjectName name = readName(descriptor, metadata);
            JsonNode document = fields.object();
            if (name == null || document == null) {
                return;
            }
            ManifestBundleKind list = kinds.listKindsByName().get(kind);
            if (list != null) {
                list.parseObjects(name, document, fields.pointer(), faults)
                        .forEach(part -> addObject(part.kind(), part.wanted()));
            } else {
                ManifestKind one = kinds.get(kind);
                addObject(
                        kind, new DesiredObject(name, one.extractSpec(document), fields.pointer() + one.specPointer()));
            }
        }

        private static @Nullable ManifestObjectName readName(KindDescriptor descriptor, JsonObjectReader metadata) {
            String name = metadata.text("name", "");
            if (name.isBlank()) {
                metadata.addError("name", "is missing", "set the name of the " + descriptor.kind());
                return null;
            }
            boolean unasked = metadata.find("environment") != null && !descriptor.environmentScoped();
            if (unasked && descriptor.apiVersion().equals(KindDescriptor.API_VERSION)) {
                metadata.addError(
                        "environment",
                        "is not allowed: a " + descriptor.kind() + " does not belong to an environment",
                        "remove it");
            }
            return new ManifestObjectName(
                    descriptor.environmentScoped() ? metadata.text("environment", "default") : "", name);
        }

        private void addObject(String kind, DesiredObject desired) {
            DesiredObject before =
                    seen.computeIfAbsent(kind, none -> new TreeMap<>()).putIfAbsent(desired.name(), desired);
            if (before != null) {
                faults.add(
                        desired.pointer(),
                        "defines " + kind + " " + desired.name() + " again; it is already defined at "
                                + before.pointer(),
                        "define each object once");
            }
        }
    }
}
