// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts running rollouts and experiments, prerequisites and scheduled changes into an author's
/// definition as targeting. The result is plain flagd JSON.
public final class FlagdDefinitionRenderer {
    private FlagdDefinitionRenderer() {}

    /// The definition as it is delivered: each split compiled behind its flag's own targeting, and
    /// described by metadata; that targeting behind the flag's scheduled changes, and those behind its
    /// prerequisites.
    ///
    /// Everything else stays as it was written, numbers to the digit; a definition that needs nothing of
    /// this, word for word.
    ///
    /// @param definitionJson the author's definition
    /// @param splitsByFlag splits of running rollouts and experiments by flag key
    /// @throws InvalidDefinitionException when the definition has problems outside of rules
    /// @throws IllegalArgumentException with every reason why some split does not fit its flag: the
    ///     flag or a variant does not exist, the flag's rule is broken, or its own metadata uses names
    ///     that begin with `evenkeel.`
    public static String apply(String definitionJson, Map<String, ? extends RunningSplit> splitsByFlag) {
        return deliver(definitionJson, splitsByFlag, Map.of(), 0).definition();
    }

    /// A definition as it is delivered, and ready to be evaluated.
    ///
    /// @param definition plain flagd JSON, for everybody
    /// @param salted the same with the salts of its splits, for SDK processes only; equal when there are
    ///     none
    public record DeliveredDefinition(String definition, String salted, FlagSnapshot flags) {}

    /// As [#apply], compiled too, as [FlagSnapshot#parseTolerantly] does. A definition that needs
    /// nothing of this is read once.
    ///
    /// @param saltsByOwner salts of splits, by the rollout or experiment that set them
    /// @param revision of the flag set, 0 or more
    public static DeliveredDefinition deliver(
            String definitionJson,
            Map<String, ? extends RunningSplit> splitsByFlag,
            Map<String, UnitSalt> saltsByOwner,
            long revision) {
        var authored = DefinitionParser.authored(DefinitionParser.document(definitionJson));
        if (authored.isPlain() && splitsByFlag.isEmpty()) {
            return new DeliveredDefinition(
                    definitionJson, definitionJson, new FlagSnapshot(authored.compiled(), revision));
        }
        refuseMisfits(authored, splitsByFlag);
        var delivered = authored.plain(splitsByFlag, Map.of());
        var salted = saltsByOwner.isEmpty() ? delivered : authored.plain(splitsByFlag, saltsByOwner);
        return new DeliveredDefinition(delivered, salted, FlagSnapshot.parseTolerantly(delivered, revision));
    }

    private static void refuseMisfits(SourceDefinition authored, Map<String, ? extends RunningSplit> splitsByFlag) {
        List<String> reasons = new ArrayList<>();
        splitsByFlag.forEach((key, split) -> {
            var flag = authored.flags().get(key);
            if (flag == null) {
                reasons.add(split.title() + ": there is no flag \"" + key + "\"; flags are "
                        + authored.flags().keySet());
            } else {
                addMisfits(key, flag.json().members(), split, reasons);
                addBroken(key, authored.compiled().flags().get(key), split, reasons);
            }
        });
        if (!reasons.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", reasons));
        }
    }

    private static void addMisfits(String key, Map<String, JsonValue> flag, RunningSplit split, List<String> reasons) {
        var variants = object(flag.get("variants")).keySet();
        for (var part : split.parts()) {
            String variant = part.variant();
            if (!variants.contains(variant)) {
                reasons.add(split.title() + ": flag \"" + key + "\" has no variant \"" + variant + "\"; variants are "
                        + variants);
            }
        }
        for (var name : object(flag.get("metadata")).keySet()) {
            if (name.startsWith(SplitTargetingCodec.PREFIX)) {
                reasons.add(split.title() + ": flag \"" + key + "\" has metadata \"" + name
                        + "\" of its own; names that begin with " + SplitTargetingCodec.PREFIX
                        + " are kept for delivery, rename it");
            }
        }
    }

    private static void addBroken(
            String key, @Nullable UsageTrackingFlag watched, RunningSplit split, List<String> reasons) {
        if (watched != null
                && watched.flag() instanceof CompiledFlag.Fixed fixed
                && fixed.evaluation().errorCode() != null) {
            reasons.add(split.title() + ": of flag \"" + key + "\", "
                    + fixed.evaluation().errorDetails());
        }
    }

    private static Map<String, JsonValue> object(@Nullable JsonValue value) {
        return value instanceof JsonObject object ? object.members() : Map.of();
    }
}
