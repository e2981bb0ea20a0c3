// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/// One feature of Unleash as a flag: boolean, or with its variants and one more for off.
final class UnleashFlagConverter {
    private final UnleashFeature feature;
    private final UnleashStrategyConverter strategies;
    private final UnleashVariantConverter variants;
    private final ImportedFlagBuilder flag;

    UnleashFlagConverter(UnleashFeature feature, UnleashStrategyConverter strategies, UnleashContextMapping context) {
        this.feature = feature;
        this.strategies = strategies;
        this.variants = new UnleashVariantConverter(context);
        this.flag = new ImportedFlagBuilder(feature.name(), feature.part().place());
    }

    ImportedFlagBuilder convert() {
        int before = feature.part().export().refusals();
        List<Branch> branches = branches();
        JsonNode own = feature.variants().isEmpty() ? JsonLogicBuilder.NULL : ofFeature();
        String off = variants.free("off");
        String on = variants.free("on");
        JsonNode rule = rule(branches, own.isNull() ? JsonLogicBuilder.text(on) : own, off);
        boolean bare = own.isNull()
                && (branches.isEmpty()
                        || branches.stream().anyMatch(branch -> branch.pick().isNull()));
        describe(off, bare ? on : null, rule);
        metadata();
        if (feature.part().export().refusals() > before) {
            flag.disableFor(feature.part());
        } else {
            state(off);
        }
        return flag;
    }

    /// A strategy.
    ///
    /// @param condition whether it lets a context in
    /// @param hasVariants whether it says something about variants, be it that it has none
    /// @param pick its choice of variants; null when it has none
    private record Branch(JsonNode condition, boolean hasVariants, JsonNode pick) {}

    private List<Branch> branches() {
        List<Branch> branches = new ArrayList<>();
        for (ExportNode strategy : feature.strategies()) {
            List<ExportNode> own = strategy.elements("variants");
            ExportNode parameters = strategy.member("parameters");
            JsonNode pick = own.isEmpty()
                    ? JsonLogicBuilder.NULL
                    : variants.pick(
                            own, parameters.text("groupId", feature.name()), parameters.text("stickiness", "default"));
            branches.add(new Branch(strategies.rule(strategy, feature.name()), strategy.has("variants"), pick));
        }
        return branches;
    }

    private JsonNode ofFeature() {
        String stickiness = feature.variants().getFirst().text("stickiness", "default");
        return variants.pick(feature.variants(), feature.name(), stickiness);
    }

    /// Unleash lets a context in by any strategy, and takes the variants of the first strategy that lets it in
    /// and says something about variants; when there is none, those of the feature.
    private JsonNode rule(List<Branch> branches, JsonNode own, String off) {
        if (feature.onlyDisabled()) {
            return JsonLogicBuilder.text(off);
        }
        JsonNode enabled = branches.isEmpty()
                ? JsonLogicBuilder.TRUE
                : JsonLogicBuilder.or(branches.stream().map(Branch::condition).toList());
        if (branches.stream().allMatch(branch -> branch.pick().isNull())) {
            return JsonLogicBuilder.choose(List.of(enabled, own), JsonLogicBuilder.text(off));
        }
        List<JsonNode> cases = new ArrayList<>();
        branches.stream().filter(Branch::hasVariants).forEach(branch -> {
            cases.add(branch.condition());
            cases.add(branch.pick().isNull() ? own : branch.pick());
        });
        if (branches.stream().allMatch(Branch::hasVariants)) {
            return JsonLogicBuilder.choose(cases, JsonLogicBuilder.text(off));
        }
        return JsonLogicBuilder.choose(
                List.of(enabled, JsonLogicBuilder.choose(cases, own)), JsonLogicBuilder.text(off));
    }

    /// @param on variant for enabled without one of Unleash's; null when that cannot be
    private void describe(String off, @Nullable String on, JsonNode rule) {
        if (variants.isEmpty()) {
            flag.variant("on", BooleanNode.TRUE);
            flag.variant("off", BooleanNode.FALSE);
        } else {
            variants.addTo(flag, off, on);
            changed("is no boolean: variant \"" + off + "\" stands for not enabled"
                    + (on == null ? "" : ", \"" + on + "\" for enabled without a variant")
                    + "; where Unleash draws a variant afresh because there is no id, the first is taken");
        }
        if (rule.isString()) {
            flag.defaultVariant(rule.asString());
        } else {
            flag.defaultVariant(off);
            flag.targeting(rule);
        }
        if (flag.asksFor(UnleashContextMapping.HASH)) {
            changed("keeps Unleash's groups by " + UnleashContextMapping.HASH
                    + ", which OFREP and our SDK know and flagd's own " + "daemon and in-process providers do not");
        }
    }

    private void changed(String reason) {
        feature.part().changed("flag " + feature.name(), reason);
    }

    private void state(String off) {
        if (feature.enabled()) {
            feature.part().taken("flag " + feature.name());
        } else {
            flag.disable();
            changed("is disabled: Unleash answers no, a disabled flag here leaves it to the default in code; "
                    + "give false or \"" + off + "\" there");
        }
    }

    private void metadata() {
        ExportNode part = feature.part();
        flag.metadata("description", part.member("description").whole());
        for (String name : List.of("type", "project", "stale", "impressionData")) {
            if (part.names(name)) {
                flag.metadata("unleash." + name, part.member(name).whole());
                part.member(name).changed(name, "kept as metadata unleash." + name + "; it decides nothing here");
            }
        }
        part.isTrue("archived");
        part.leaveOut("it decides nothing", "createdAt", "lastSeenAt", "archivedAt", "createdBy", "favorite", "tags");
        part.leaveOut("it decides nothing", "lifecycle", "collaborators", "potentiallyStale", "links");
    }
}
