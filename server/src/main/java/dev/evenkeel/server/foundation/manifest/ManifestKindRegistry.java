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

/// All kinds of objects that files describe, in the order in which they are put into force.
@Component
class ManifestKindRegistry {
    private final Map<String, ManifestKind> kinds = new LinkedHashMap<>();
    private final Map<String, ManifestListKind> lists;

    ManifestKindRegistry(List<ManifestKind> kinds, List<ManifestListKind> lists) {
        kinds.stream()
                .sorted(Comparator.comparingInt(
                                (ManifestKind kind) -> kind.form().rank())
                        .thenComparing(kind -> kind.form().kind()))
                .forEach(kind -> this.kinds.put(kind.form().kind(), kind));
        this.lists = lists.stream().collect(Collectors.toMap(list -> list.form().kind(), Function.identity()));
    }

    /// In their order.
    List<ManifestKind> all() {
        return List.copyOf(kinds.values());
    }

    Map<String, ManifestListKind> lists() {
        return lists;
    }

    /// The kind of that name, which is there.
    ManifestKind get(String kind) {
        return Objects.requireNonNull(kinds.get(kind), kind);
    }

    /// How all kinds are written, lists among them, by name.
    List<KindDescriptor> forms() {
        return Stream.concat(
                        kinds.values().stream().map(ManifestKind::form),
                        lists.values().stream().map(ManifestListKind::form))
                .sorted(Comparator.comparing(KindDescriptor::kind))
                .toList();
    }

    /// How a document is written.
    ///
    /// @param fields of the document, for what is wrong
    /// @return null when no such document is known
    @Nullable
    KindDescriptor form(String version, String kind, JsonObjectReader fields) {
        List<KindDescriptor> forms = forms();
        KindDescriptor form = forms.stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElse(null);
        if (form == null) {
            fields.faults()
                    .add(
                            fields.at("kind"),
                            kind.isEmpty() ? "is missing" : "there is no kind \"" + kind + "\"",
                            "use one of "
                                    + forms.stream().map(KindDescriptor::kind).collect(Collectors.joining(", ")));
        } else if (!form.apiVersion().equals(version)) {
            fields.faults()
                    .add(
                            fields.at("apiVersion"),
                            version.isEmpty() ? "is missing" : "must be " + form.apiVersion() + ", got " + version,
                            "write apiVersion: " + form.apiVersion());
            return null;
        }
        return form;
    }
}
