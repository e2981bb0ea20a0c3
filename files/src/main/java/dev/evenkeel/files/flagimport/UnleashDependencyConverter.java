// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parents of a feature as prerequisites:
/// <https://docs.getunleash.io/reference/feature-flags#feature-flag-dependencies>.
final class UnleashDependencyConverter {
    private final Map<String, UnleashFeature> features;
    private final DefinitionBuilder draft;

    UnleashDependencyConverter(Map<String, UnleashFeature> features, DefinitionBuilder draft) {
        this.features = features;
        this.draft = draft;
    }

    void addTo(UnleashFeature feature, ImportedFlagBuilder child) {
        for (ExportNode dependency : feature.dependencies()) {
            String parent = dependency.text("feature", "");
            String part = "dependency on " + parent;
            String refusal = refusal(parent);
            if (refusal == null) {
                refusal = add(dependency, part, child, parent);
            }
            if (refusal != null) {
                dependency.refused(part, refusal);
                child.disableFor(feature.part());
            }
        }
    }

    private @Nullable String refusal(String parent) {
        UnleashFeature feature = features.get(parent);
        if (feature == null) {
            return "the export does not hold it; Unleash never enables such a feature";
        }
        return feature.dependencies().isEmpty() ? null : "it has parents itself; Unleash never enables such a feature";
    }

    /// @return why it cannot be added; null when it was
    private @Nullable String add(ExportNode dependency, String part, ImportedFlagBuilder child, String parentName) {
        ImportedFlagBuilder parent = draft.flag(parentName);
        List<String> variants = dependency.texts("variants");
        boolean enabled = !dependency.has("enabled") || dependency.isTrue("enabled");
        if (parent == null) {
            return "it could not be taken over";
        }
        if (!enabled && !parent.isEnabled()) {
            dependency.changed(part, "left out: it asks that the parent is off, and the parent is disabled");
            return null;
        }
        List<String> wanted = enabled ? wanted(parent, variants) : List.of(off(parent));
        if (wanted.size() != 1) {
            return "it asks for one of several variants, " + wanted + "; a prerequisite asks for one";
        }
        child.prerequisite(parentName, wanted.getFirst(), off(child));
        if (parent.asksFor(UnleashContextMapping.HASH)) {
            dependency.changed(
                    part,
                    "brings the parent's " + UnleashContextMapping.HASH + " into the delivered rule of this flag");
        } else {
            dependency.taken(part);
        }
        return null;
    }

    /// Variants of the parent that enable the child.
    private static List<String> wanted(ImportedFlagBuilder parent, List<String> variants) {
        List<String> enabled = parent.variants().keySet().stream()
                .filter(name -> !name.equals(off(parent)))
                .toList();
        boolean any = variants.isEmpty() || enabled.equals(List.of("on"));
        return any ? enabled : variants.stream().filter(enabled::contains).toList();
    }

    /// The variant that stands for not enabled: last of a boolean flag, first of the others.
    private static String off(ImportedFlagBuilder flag) {
        var names = List.copyOf(flag.variants().keySet());
        boolean isBoolean = flag.variants().values().iterator().next().isBoolean();
        return isBoolean ? names.getLast() : names.getFirst();
    }
}
