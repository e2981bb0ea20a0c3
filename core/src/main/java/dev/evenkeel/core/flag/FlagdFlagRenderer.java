// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonArray;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.targeting.RuleCompiler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The renderer of flags as written by their authors into plain flagd flags: scheduled changes, prerequisites
/// and running splits become targeting.
///
/// The delivered targeting evaluates, in this order: the prerequisites (if one fails, its `otherwise`), the
/// latest scheduled change that is due, else the author's targeting, and where that returns no variant, the
/// running split. A prerequisite is inlined as the other flag's delivered rule, so that all evaluators agree
/// on it without support for prerequisites.
final class FlagdFlagRenderer {
    private final Map<String, SourceFlag> flags;
    private final Map<String, JsonValue> evaluators;
    private final Map<String, ? extends RunningSplit> splits;
    private final Map<String, UnitSalt> salts;
    private final Map<String, Object> rules = new HashMap<>();

    /// @param flags flags without problems and without cyclic prerequisites
    /// @param evaluators shared rules of the flag set
    /// @param splits running splits by flag; each fits its flag
    /// @param salts salts of splits, by their owners; a split without a salt is rendered without one
    FlagdFlagRenderer(
            Map<String, SourceFlag> flags,
            Map<String, JsonValue> evaluators,
            Map<String, ? extends RunningSplit> splits,
            Map<String, UnitSalt> salts) {
        this.flags = flags;
        this.evaluators = evaluators;
        this.splits = splits;
        this.salts = salts;
    }

    /// Renders a flag for delivery.
    ///
    /// @throws InvalidDefinitionException when its rule is too big with the rules of its prerequisites
    ///     inlined
    Object render(SourceFlag flag) {
        var split = splits.get(flag.key());
        if (flag.isPlain() && split == null) {
            return flag.json();
        }
        var delivered = new LinkedHashMap<String, Object>(flag.json().members());
        delivered.remove(SourceFlag.PREREQUISITES);
        delivered.remove(SourceFlag.SCHEDULE);
        var rule = renderTargeting(flag);
        if (rule != null) {
            delivered.put("targeting", rule);
        }
        if (split != null) {
            var metadata = new LinkedHashMap<String, Object>();
            if (flag.json().member("metadata") instanceof JsonObject own) {
                metadata.putAll(own.members());
            }
            metadata.putAll(SplitTargetingCodec.encodeMetadata(split, salts.get(split.owner())));
            delivered.put("metadata", metadata);
        }
        return delivered;
    }

    /// Returns the delivered targeting, or null when the flag has the same result for every context.
    private @Nullable Object renderTargeting(SourceFlag flag) {
        var known = rules.get(flag.key());
        if (known != null) {
            return known;
        }
        var own = wrapPrerequisites(flag, renderSchedule(flag));
        var split = splits.get(flag.key());
        var rule = split == null ? own : SplitTargetingCodec.encodeTargeting(own, split);
        if (rule != null) {
            rejectTooBig(flag, rule);
            rules.put(flag.key(), rule);
        }
        return rule;
    }

    private static @Nullable Object renderSchedule(SourceFlag flag) {
        if (flag.schedule().isEmpty()) {
            return flag.targeting();
        }
        var branches = new ArrayList<@Nullable Object>();
        for (int i = flag.schedule().size() - 1; i >= 0; i--) {
            var change = flag.schedule().get(i);
            branches.add(Map.of(">=", List.of(Map.of("var", "$flagd.timestamp"), change.epochSeconds())));
            branches.add(change.rule());
        }
        return ifElse(branches, flag.targeting());
    }

    private @Nullable Object wrapPrerequisites(SourceFlag flag, @Nullable Object rule) {
        if (flag.prerequisites().isEmpty()) {
            return rule;
        }
        var branches = new ArrayList<@Nullable Object>();
        for (var prerequisite : flag.prerequisites()) {
            branches.add(Map.of("!", List.of(prerequisiteCondition(prerequisite))));
            branches.add(prerequisite.fallback());
        }
        return ifElse(branches, rule);
    }

    private static Object ifElse(List<@Nullable Object> branches, @Nullable Object rule) {
        if (rule != null) {
            branches.add(rule);
        }
        return Map.of("if", branches);
    }

    private Object prerequisiteCondition(Prerequisite prerequisite) {
        var sourceFlag = flags.get(prerequisite.flag());
        if (sourceFlag == null || !sourceFlag.isEnabled()) {
            return false;
        }
        boolean byDefault = prerequisite.variant().equals(sourceFlag.defaultVariant());
        var rule = renderTargeting(sourceFlag);
        if (rule == null) {
            return byDefault;
        }
        var bound = new FlagKeyInliner(sourceFlag.key(), evaluators).bind(rule);
        var answers = new ArrayList<@Nullable Object>(ruleResultsFor(prerequisite.variant()));
        if (byDefault) {
            answers.add(null);
        }
        var equal = answers.stream()
                .map(answer -> Map.of("===", Arrays.asList(bound, answer)))
                .toList();
        return equal.size() == 1 ? equal.get(0) : Map.of("or", equal);
    }

    /// Returns the rule results that denote a variant: `true` denotes the variant `"true"`, 1 the variant
    /// `"1"`.
    private static List<Object> ruleResultsFor(String variant) {
        if (variant.equals("true") || variant.equals("false")) {
            return List.of(variant, Boolean.valueOf(variant));
        }
        return variant.matches("-?(0|[1-9]\\d{0,8})") ? List.of(variant, Integer.valueOf(variant)) : List.of(variant);
    }

    private static void rejectTooBig(SourceFlag flag, Object rule) {
        if (!flag.prerequisites().isEmpty() && countValues(rule, 0) > RuleCompiler.MAX_SIZE) {
            var problems = new DefinitionProblemCollector();
            problems.add(
                    flag.json().pointer().child(SourceFlag.PREREQUISITES),
                    "the rule, including the rules of its prerequisites, has more than " + RuleCompiler.MAX_SIZE
                            + " values",
                    "use fewer prerequisites, or prerequisites with smaller rules");
            problems.throwIfAny();
        }
    }

    /// Counts the values in a rule, starting from `before`; stops soon after the limit.
    private static long countValues(@Nullable Object rule, long before) {
        long size = before + 1;
        Iterable<?> parts = rule instanceof JsonArray array
                ? array.elements()
                : rule instanceof JsonObject object
                        ? object.members().values()
                        : rule instanceof List<?> list
                                ? list
                                : rule instanceof Map<?, ?> map ? map.values() : List.of();
        for (var part : parts) {
            if (size > RuleCompiler.MAX_SIZE) {
                return size;
            }
            size = countValues(part, size);
        }
        return size;
    }
}
