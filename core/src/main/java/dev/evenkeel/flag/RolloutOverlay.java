// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.flag;

import dev.evenkeel.internal.json.JsonText;
import dev.evenkeel.internal.json.JsonValue;
import dev.evenkeel.internal.json.JsonValue.JsonObject;
import dev.evenkeel.targeting.RuleObserver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts running rollouts into an author's definition. The result is plain flagd JSON.
public final class RolloutOverlay {
    private RolloutOverlay() {}

    /// The definition as it is delivered: each split compiled behind its flag's own targeting, and described by
    /// metadata.
    ///
    /// Everything else stays as it was written, numbers to the digit.
    ///
    /// @param definitionJson the author's definition
    /// @param splitsByFlag running rollouts by flag key
    /// @throws InvalidDefinitionException when the definition has problems outside of rules
    /// @throws IllegalArgumentException with every reason why some split does not fit its flag: the flag or a
    ///     variant does not exist, the flag's rule is broken, or its own metadata uses names that begin with
    ///     `evenkeel.`
    public static String apply(String definitionJson, Map<String, RolloutSplit> splitsByFlag) {
        var document = DefinitionReader.document(definitionJson);
        var compiled = DefinitionReader.readTolerantly(document, RuleObserver.NONE);
        var root = (JsonObject) document.root();
        var member = new FlagsMember(root);
        var flags = member.read(new Problems());
        refuseMisfits(flags, compiled, splitsByFlag);
        var delivered = new LinkedHashMap<String, Object>();
        flags.forEach((key, flag) -> {
            var written = member.withoutKey((JsonObject) flag);
            var split = splitsByFlag.get(key);
            delivered.put(key, split == null ? written : deliver(written, split));
        });
        var definition = new LinkedHashMap<String, Object>(root.members());
        definition.put("flags", delivered);
        return JsonText.write(definition);
    }

    private static Map<String, Object> deliver(Map<String, JsonValue> flag, RolloutSplit split) {
        var targeting = flag.get("targeting");
        var author = object(targeting).isEmpty() ? null : targeting;
        var metadata = new LinkedHashMap<String, Object>(object(flag.get("metadata")));
        metadata.putAll(RolloutShape.metadata(split));
        var delivered = new LinkedHashMap<String, Object>(flag);
        delivered.put("targeting", RolloutShape.targeting(author, split));
        delivered.put("metadata", metadata);
        return delivered;
    }

    private static void refuseMisfits(
            Map<String, JsonValue> flags, Definition compiled, Map<String, RolloutSplit> splitsByFlag) {
        List<String> reasons = new ArrayList<>();
        splitsByFlag.forEach((key, split) -> {
            var flag = flags.get(key);
            if (flag == null) {
                reasons.add("rollout " + split.rollout() + ": there is no flag \"" + key + "\"; flags are "
                        + flags.keySet());
            } else {
                addMisfits(key, object(flag), split, reasons);
                addBroken(key, compiled.flags().get(key), split, reasons);
            }
        });
        if (!reasons.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", reasons));
        }
    }

    private static void addMisfits(String key, Map<String, JsonValue> flag, RolloutSplit split, List<String> reasons) {
        var variants = object(flag.get("variants")).keySet();
        for (var variant : List.of(split.control(), split.candidate())) {
            if (!variants.contains(variant)) {
                reasons.add("rollout " + split.rollout() + ": flag \"" + key + "\" has no variant \"" + variant
                        + "\"; variants are " + variants);
            }
        }
        for (var name : object(flag.get("metadata")).keySet()) {
            if (name.startsWith(RolloutShape.PREFIX)) {
                reasons.add("rollout " + split.rollout() + ": flag \"" + key + "\" has metadata \"" + name
                        + "\" of its own; names that begin with " + RolloutShape.PREFIX
                        + " are kept for delivery, rename it");
            }
        }
    }

    private static void addBroken(String key, @Nullable CompiledFlag flag, RolloutSplit split, List<String> reasons) {
        if (flag instanceof CompiledFlag.Fixed fixed && fixed.evaluation().errorCode() != null) {
            reasons.add("rollout " + split.rollout() + ": of flag \"" + key + "\", "
                    + fixed.evaluation().errorDetails());
        }
    }

    private static Map<String, JsonValue> object(@Nullable JsonValue value) {
        return value instanceof JsonObject object ? object.members() : Map.of();
    }
}
