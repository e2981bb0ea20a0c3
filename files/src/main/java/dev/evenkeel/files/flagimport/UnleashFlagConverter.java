// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/// A converter of one Unleash feature to a flag: boolean, or with its variants and one more for off.
final class UnleashFlagConverter {
    private final UnleashFeature feature;
    private final UnleashStrategyConverter strategies;
    private final UnleashVariantConverter variants;
    private final ImportedFlagBuilder flag;

    UnleashFlagConverter(UnleashFeature feature, UnleashStrategyConverter strategies, UnleashContextMapping context) {
        this.feature = feature;
        this.strategies = strategies;
        this.variants = new UnleashVariantConverter(context);
        this.flag = new ImportedFlagBuilder(feature.name(), feature.part().pointer());
    }

    ImportedFlagBuilder convert() {
        int before = feature.part().export().rejectionCount();
        List<Branch> branches = convertStrategies();
        JsonNode own = feature.variants().isEmpty() ? JsonLogicBuilder.NULL : featureVariantRule();
        String off = variants.unusedName("off");
        String on = variants.unusedName("on");
        JsonNode rule = toRule(branches, own.isNull() ? JsonLogicBuilder.text(on) : own, off);
        boolean bare = own.isNull()
                && (branches.isEmpty()
                        || branches.stream()
                                .anyMatch(branch -> branch.variantRule().isNull()));
        setVariants(off, bare ? on : null, rule);
        convertMetadata();
        if (feature.part().export().rejectionCount() > before) {
            flag.disableFor(feature.part());
        } else {
            convertState(off);
        }
        return flag;
    }

    /// A strategy.
    ///
    /// @param condition whether it enables the feature for a context
    /// @param hasVariants whether it defines variants, even an empty list
    /// @param variantRule its choice of variants; null without one
    private record Branch(JsonNode condition, boolean hasVariants, JsonNode variantRule) {}

    private List<Branch> convertStrategies() {
        List<Branch> branches = new ArrayList<>();
        for (ExportNode strategy : feature.strategies()) {
            List<ExportNode> own = strategy.elements("variants");
            ExportNode parameters = strategy.member("parameters");
            JsonNode pick = own.isEmpty()
                    ? JsonLogicBuilder.NULL
                    : variants.convertChoice(
                            own, parameters.text("groupId", feature.name()), parameters.text("stickiness", "default"));
            branches.add(
                    new Branch(strategies.convert(strategy, feature.name()), strategy.hasNonNull("variants"), pick));
        }
        return branches;
    }

    private JsonNode featureVariantRule() {
        String stickiness = feature.variants().getFirst().text("stickiness", "default");
        return variants.convertChoice(feature.variants(), feature.name(), stickiness);
    }

    /// Unleash enables a feature if any strategy matches, and uses the variants of the first matching strategy
    /// that defines variants; without one, those of the feature.
    private JsonNode toRule(List<Branch> branches, JsonNode own, String off) {
        if (feature.onlyDisabled()) {
            return JsonLogicBuilder.text(off);
        }
        JsonNode enabled = branches.isEmpty()
                ? JsonLogicBuilder.TRUE
                : JsonLogicBuilder.or(branches.stream().map(Branch::condition).toList());
        if (branches.stream().allMatch(branch -> branch.variantRule().isNull())) {
            return JsonLogicBuilder.choose(List.of(enabled, own), JsonLogicBuilder.text(off));
        }
        List<JsonNode> cases = new ArrayList<>();
        branches.stream().filter(Branch::hasVariants).forEach(branch -> {
            cases.add(branch.condition());
            cases.add(branch.variantRule().isNull() ? own : branch.variantRule());
        });
        if (branches.stream().allMatch(Branch::hasVariants)) {
            return JsonLogicBuilder.choose(cases, JsonLogicBuilder.text(off));
        }
        return JsonLogicBuilder.choose(
                List.of(enabled, JsonLogicBuilder.choose(cases, own)), JsonLogicBuilder.text(off));
    }

    /// @param on variant for enabled without an Unleash variant; null when that is impossible
    private void setVariants(String off, @Nullable String on, JsonNode rule) {
        if (variants.isEmpty()) {
            flag.addVariant("on", BooleanNode.TRUE);
            flag.addVariant("off", BooleanNode.FALSE);
        } else {
            variants.addTo(flag, off, on);
            reportConverted("not boolean: variant \"" + off + "\" means not enabled"
                    + (on == null ? "" : ", \"" + on + "\" means enabled without a variant")
                    + "; where Unleash selects a random variant because there is no ID, the first one is served");
        }
        if (rule.isString()) {
            flag.setDefaultVariant(rule.asString());
        } else {
            flag.setDefaultVariant(off);
            flag.setTargeting(rule);
        }
        if (flag.usesOperator(UnleashContextMapping.HASH)) {
            reportConverted("keeps the groups of Unleash with " + UnleashContextMapping.HASH
                    + ", which OFREP and the Evenkeel SDK support, but the flagd daemon and in-process providers do"
                    + " not");
        }
    }

    private void reportConverted(String reason) {
        feature.part().reportConverted("flag " + feature.name(), reason);
    }

    private void convertState(String off) {
        if (feature.enabled()) {
            feature.part().reportImported("flag " + feature.name());
        } else {
            flag.disable();
            reportConverted("is disabled: Unleash returns false, Evenkeel serves the default in code; "
                    + "use false or \"" + off + "\" there");
        }
    }

    private void convertMetadata() {
        ExportNode part = feature.part();
        flag.addMetadata("description", part.member("description").readWhole());
        for (String name : List.of("type", "project", "stale", "impressionData")) {
            if (part.hasMember(name)) {
                flag.addMetadata("unleash." + name, part.member(name).readWhole());
                part.member(name)
                        .reportConverted(name, "kept as metadata unleash." + name + "; no effect on evaluation");
            }
        }
        part.isTrue("archived");
        part.reportIgnored(
                "no effect on evaluation", "createdAt", "lastSeenAt", "archivedAt", "createdBy", "favorite", "tags");
        part.reportIgnored("no effect on evaluation", "lifecycle", "collaborators", "potentiallyStale", "links");
    }
}
