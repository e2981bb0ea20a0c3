// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A converter of a feature's parents to prerequisites:
/// <https://docs.getunleash.io/reference/feature-flags#feature-flag-dependencies>.
final class UnleashDependencyConverter {
    private final Map<String, UnleashFeature> features;
    private final DefinitionBuilder builder;

    UnleashDependencyConverter(Map<String, UnleashFeature> features, DefinitionBuilder builder) {
        this.features = features;
        this.builder = builder;
    }

    void addTo(UnleashFeature feature, ImportedFlagBuilder child) {
        for (ExportNode dependency : feature.dependencies()) {
            String parent = dependency.text("feature", "");
            String part = "dependency on " + parent;
            String refusal = findRejectionReason(parent);
            if (refusal == null) {
                refusal = addDependency(dependency, part, child, parent);
            }
            if (refusal != null) {
                dependency.reportRejected(part, refusal);
                child.disableFor(feature.part());
            }
        }
    }

    private @Nullable String findRejectionReason(String parent) {
        UnleashFeature feature = features.get(parent);
        if (feature == null) {
            return "the export does not contain it; Unleash never enables such a feature";
        }
        return feature.dependencies().isEmpty() ? null : "the parent has parents; Unleash never enables such a feature";
    }

    /// @return why the parent cannot be added; null when it was
    private @Nullable String addDependency(
            ExportNode dependency, String part, ImportedFlagBuilder child, String parentName) {
        ImportedFlagBuilder parent = builder.findFlag(parentName);
        List<String> variants = dependency.texts("variants");
        boolean enabled = !dependency.hasNonNull("enabled") || dependency.isTrue("enabled");
        if (parent == null) {
            return "the parent could not be imported";
        }
        if (!enabled && !parent.isEnabled()) {
            dependency.reportConverted(
                    part, "left out: it requires that the parent is off, and the parent is" + " disabled");
            return null;
        }
        List<String> wanted = enabled ? enablingVariants(parent, variants) : List.of(offVariant(parent));
        if (wanted.size() != 1) {
            return "it allows several variants, " + wanted + "; a prerequisite allows one";
        }
        child.addPrerequisite(parentName, wanted.getFirst(), offVariant(child));
        if (parent.usesOperator(UnleashContextMapping.HASH)) {
            dependency.reportConverted(
                    part, "the rule of this flag contains " + UnleashContextMapping.HASH + " of the parent");
        } else {
            dependency.reportImported(part);
        }
        return null;
    }

    /// The variants of the parent that enable the child.
    private static List<String> enablingVariants(ImportedFlagBuilder parent, List<String> variants) {
        List<String> enabled = parent.variants().keySet().stream()
                .filter(name -> !name.equals(offVariant(parent)))
                .toList();
        boolean any = variants.isEmpty() || enabled.equals(List.of("on"));
        return any ? enabled : variants.stream().filter(enabled::contains).toList();
    }

    /// The variant for disabled: the last of a boolean flag, the first of other flags.
    private static String offVariant(ImportedFlagBuilder flag) {
        var names = List.copyOf(flag.variants().keySet());
        boolean isBoolean = flag.variants().values().iterator().next().isBoolean();
        return isBoolean ? names.getLast() : names.getFirst();
    }
}
