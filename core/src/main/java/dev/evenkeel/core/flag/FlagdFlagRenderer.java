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

/// Turns flags as their authors wrote them into plain flagd flags: scheduled changes, prerequisites and
/// running splits become targeting. Confined to one thread.
///
/// From the outside in, the targeting that is delivered asks: do the prerequisites hold (else their
/// `otherwise`), what does the newest scheduled change that is due say, else the author's targeting,
/// and where all that leaves it open, the running split. A prerequisite stands in the rule as the other
/// flag's own delivered rule, so all evaluators agree on it without knowing of prerequisites.
final class FlagdFlagRenderer {
    private final Map<String, SourceFlag> flags;
    private final Map<String, JsonValue> evaluators;
    private final Map<String, ? extends RunningSplit> splits;
    private final Map<String, UnitSalt> salts;
    private final Map<String, Object> rules = new HashMap<>();

    /// @param flags without problems, prerequisites in no circle
    /// @param evaluators of the flag set
    /// @param splits running splits by flag; each fits its flag
    /// @param salts of splits, by their owners; a split without one names none
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

    /// The flag as it is delivered.
    ///
    /// @throws InvalidDefinitionException when its rule is too big with the rules of its prerequisites
    ///     in place
    Object flag(SourceFlag flag) {
        var split = splits.get(flag.key());
        if (flag.isPlain() && split == null) {
            return flag.json();
        }
        var delivered = new LinkedHashMap<String, Object>(flag.json().members());
        delivered.remove(SourceFlag.PREREQUISITES);
        delivered.remove(SourceFlag.SCHEDULE);
        var rule = delivered(flag);
        if (rule != null) {
            delivered.put("targeting", rule);
        }
        if (split != null) {
            var metadata = new LinkedHashMap<String, Object>();
            if (flag.json().member("metadata") instanceof JsonObject own) {
                metadata.putAll(own.members());
            }
            metadata.putAll(SplitTargetingCodec.metadata(split, salts.get(split.owner())));
            delivered.put("metadata", metadata);
        }
        return delivered;
    }

    /// The targeting that is delivered, or null when the flag says the same to everyone.
    private @Nullable Object delivered(SourceFlag flag) {
        var known = rules.get(flag.key());
        if (known != null) {
            return known;
        }
        var own = behindPrerequisites(flag, scheduled(flag));
        var split = splits.get(flag.key());
        var rule = split == null ? own : SplitTargetingCodec.targeting(own, split);
        if (rule != null) {
            refuseTooBig(flag, rule);
            rules.put(flag.key(), rule);
        }
        return rule;
    }

    private static @Nullable Object scheduled(SourceFlag flag) {
        if (flag.schedule().isEmpty()) {
            return flag.targeting();
        }
        var branches = new ArrayList<@Nullable Object>();
        for (int i = flag.schedule().size() - 1; i >= 0; i--) {
            var change = flag.schedule().get(i);
            branches.add(Map.of(">=", List.of(Map.of("var", "$flagd.timestamp"), change.epochSeconds())));
            branches.add(change.rule());
        }
        return otherwise(branches, flag.targeting());
    }

    private @Nullable Object behindPrerequisites(SourceFlag flag, @Nullable Object rule) {
        if (flag.prerequisites().isEmpty()) {
            return rule;
        }
        var branches = new ArrayList<@Nullable Object>();
        for (var prerequisite : flag.prerequisites()) {
            branches.add(Map.of("!", List.of(holds(prerequisite))));
            branches.add(prerequisite.otherwise());
        }
        return otherwise(branches, rule);
    }

    private static Object otherwise(List<@Nullable Object> branches, @Nullable Object rule) {
        if (rule != null) {
            branches.add(rule);
        }
        return Map.of("if", branches);
    }

    private Object holds(Prerequisite prerequisite) {
        var asked = flags.get(prerequisite.flag());
        if (asked == null || !asked.isEnabled()) {
            return false;
        }
        boolean byDefault = prerequisite.variant().equals(asked.defaultVariant());
        var rule = delivered(asked);
        if (rule == null) {
            return byDefault;
        }
        var bound = new FlagKeyInliner(asked.key(), evaluators).bind(rule);
        var answers = new ArrayList<@Nullable Object>(names(prerequisite.variant()));
        if (byDefault) {
            answers.add(null);
        }
        var equal = answers.stream()
                .map(answer -> Map.of("===", Arrays.asList(bound, answer)))
                .toList();
        return equal.size() == 1 ? equal.get(0) : Map.of("or", equal);
    }

    /// What a rule may give to name the variant: `true` names the variant `"true"`, 1 the variant `"1"`.
    private static List<Object> names(String variant) {
        if (variant.equals("true") || variant.equals("false")) {
            return List.of(variant, Boolean.valueOf(variant));
        }
        return variant.matches("-?(0|[1-9]\\d{0,8})") ? List.of(variant, Integer.valueOf(variant)) : List.of(variant);
    }

    private static void refuseTooBig(SourceFlag flag, Object rule) {
        if (!flag.prerequisites().isEmpty() && size(rule, 0) > RuleCompiler.MAX_SIZE) {
            var problems = new DefinitionProblemCollector();
            problems.add(
                    flag.json().at().child(SourceFlag.PREREQUISITES),
                    "the rule is too big with the rules of its prerequisites in place: more than "
                            + RuleCompiler.MAX_SIZE + " values",
                    "ask fewer flags, or flags with smaller rules");
            problems.throwIfAny();
        }
    }

    /// Number of values in a rule, counted from `before` on; stops counting soon after the limit.
    private static long size(@Nullable Object rule, long before) {
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
            size = size(part, size);
        }
        return size;
    }
}
