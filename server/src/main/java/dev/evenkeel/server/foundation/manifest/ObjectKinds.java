// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.files.json.JsonFields;
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
class ObjectKinds {
    private final Map<String, ObjectKind> kinds = new LinkedHashMap<>();
    private final Map<String, ObjectList> lists;

    ObjectKinds(List<ObjectKind> kinds, List<ObjectList> lists) {
        kinds.stream()
                .sorted(Comparator.comparingInt((ObjectKind kind) -> kind.form().rank())
                        .thenComparing(kind -> kind.form().kind()))
                .forEach(kind -> this.kinds.put(kind.form().kind(), kind));
        this.lists = lists.stream().collect(Collectors.toMap(list -> list.form().kind(), Function.identity()));
    }

    /// In their order.
    List<ObjectKind> all() {
        return List.copyOf(kinds.values());
    }

    Map<String, ObjectList> lists() {
        return lists;
    }

    /// The kind of that name, which is there.
    ObjectKind get(String kind) {
        return Objects.requireNonNull(kinds.get(kind), kind);
    }

    /// How all kinds are written, lists among them, by name.
    List<ObjectForm> forms() {
        return Stream.concat(
                        kinds.values().stream().map(ObjectKind::form),
                        lists.values().stream().map(ObjectList::form))
                .sorted(Comparator.comparing(ObjectForm::kind))
                .toList();
    }

    /// How a document is written.
    ///
    /// @param fields of the document, for what is wrong
    /// @return null when no such document is known
    @Nullable
    ObjectForm form(String version, String kind, JsonFields fields) {
        List<ObjectForm> forms = forms();
        ObjectForm form = forms.stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElse(null);
        if (form == null) {
            fields.faults()
                    .add(
                            fields.at("kind"),
                            kind.isEmpty() ? "is missing" : "there is no kind \"" + kind + "\"",
                            "use one of " + forms.stream().map(ObjectForm::kind).collect(Collectors.joining(", ")));
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
