// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.files.json.JsonObjectReader;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// All manifest kinds, in the order of application.
@Component
class ManifestKindRegistry {
    private final Map<String, ManifestKind> kinds = new LinkedHashMap<>();
    private final Map<String, ManifestBundleKind> lists;

    ManifestKindRegistry(List<ManifestKind> kinds, List<ManifestBundleKind> lists) {
        kinds.stream()
                .sorted(Comparator.comparingInt(
                                (ManifestKind kind) -> kind.descriptor().applyOrder())
                        .thenComparing(kind -> kind.descriptor().kind()))
                .forEach(kind -> this.kinds.put(kind.descriptor().kind(), kind));
        this.lists = lists.stream()
                .collect(Collectors.toMap(list -> list.descriptor().kind(), Function.identity()));
    }

    /// Returns the kinds in the order of application.
    List<ManifestKind> listAll() {
        return List.copyOf(kinds.values());
    }

    Map<String, ManifestBundleKind> listKindsByName() {
        return lists;
    }

    /// Returns the kind with the name, which must exist.
    ManifestKind get(String kind) {
        return Objects.requireNonNull(kinds.get(kind), kind);
    }

    /// Returns the formats of all kinds, including lists, by name.
    List<KindDescriptor> listDescriptors() {
        return Stream.concat(
                        kinds.values().stream().map(ManifestKind::descriptor),
                        lists.values().stream().map(ManifestBundleKind::descriptor))
                .sorted(Comparator.comparing(KindDescriptor::kind))
                .toList();
    }

    /// Returns the format of a document.
    ///
    /// @param fields fields of the document, for validation errors
    /// @return null when the document is of an unknown kind
    @Nullable
    KindDescriptor findDescriptor(String version, String kind, JsonObjectReader fields) {
        List<KindDescriptor> forms = listDescriptors();
        KindDescriptor descriptor = forms.stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElse(null);
        if (descriptor == null) {
            fields.addError(
                    "kind",
                    kind.isEmpty() ? "is missing" : "is an unknown kind: \"" + kind + "\"",
                    "allowed: " + forms.stream().map(KindDescriptor::kind).collect(Collectors.joining(", ")));
        } else if (!descriptor.apiVersion().equals(version)) {
            fields.addError(
                    "apiVersion",
                    version.isEmpty() ? "is missing" : "must be " + descriptor.apiVersion() + ", got " + version,
                    "set apiVersion: " + descriptor.apiVersion());
            return null;
        }
        return descriptor;
    }
}
