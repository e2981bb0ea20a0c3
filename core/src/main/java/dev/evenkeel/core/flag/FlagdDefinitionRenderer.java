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

/// The renderer of running rollouts and experiments, prerequisites and scheduled changes into an author's
/// definition, as targeting. The result is plain flagd JSON.
public final class FlagdDefinitionRenderer {
    private FlagdDefinitionRenderer() {}

    /// Renders the delivered definition: each split is compiled behind its flag's own targeting and described
    /// by metadata; that targeting follows the flag's scheduled changes, and those follow its prerequisites.
    ///
    /// Everything else is preserved as written, including the digits of numbers; a definition without any of
    /// these is returned unchanged.
    ///
    /// @param definitionJson the author's definition
    /// @param splitsByFlag splits of running rollouts and experiments by flag key
    /// @throws InvalidDefinitionException when the definition has problems outside of rules
    /// @throws IllegalArgumentException with every reason why a split does not fit its flag: the flag or a
    ///     variant does not exist, the flag's rule is broken, or its own metadata uses names that begin with
    ///     `evenkeel.`
    public static String render(String definitionJson, Map<String, ? extends RunningSplit> splitsByFlag) {
        return renderCompiled(definitionJson, splitsByFlag, Map.of(), 0).definition();
    }

    /// A delivered definition with its compiled snapshot.
    ///
    /// @param definition plain flagd JSON, for all clients
    /// @param definitionWithSalts the same with the salts of its splits, for SDK processes only; equal when
    ///     there are none
    public record DeliveredDefinition(String definition, String definitionWithSalts, FlagSnapshot flags) {}

    /// As [#render], and also compiles the result as [FlagSnapshot#parseTolerantly] does. A definition that
    /// needs no rendering is parsed once.
    ///
    /// @param saltsByOwner salts of splits, by their rollout or experiment
    /// @param revision revision of the flag set, 0 or more
    public static DeliveredDefinition renderCompiled(
            String definitionJson,
            Map<String, ? extends RunningSplit> splitsByFlag,
            Map<String, UnitSalt> saltsByOwner,
            long revision) {
        var authored = DefinitionParser.parseSource(DefinitionParser.parseDocument(definitionJson));
        if (authored.isPlain() && splitsByFlag.isEmpty()) {
            return new DeliveredDefinition(
                    definitionJson, definitionJson, new FlagSnapshot(authored.compiled(), revision));
        }
        rejectMisfits(authored, splitsByFlag);
        var delivered = authored.toFlagdJson(splitsByFlag, Map.of());
        var salted = saltsByOwner.isEmpty() ? delivered : authored.toFlagdJson(splitsByFlag, saltsByOwner);
        return new DeliveredDefinition(delivered, salted, FlagSnapshot.parseTolerantly(delivered, revision));
    }

    private static void rejectMisfits(SourceDefinition authored, Map<String, ? extends RunningSplit> splitsByFlag) {
        List<String> reasons = new ArrayList<>();
        splitsByFlag.forEach((key, split) -> {
            var flag = authored.flags().get(key);
            if (flag == null) {
                reasons.add(split.title() + ": flag \"" + key + "\" does not exist; flags are "
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
                        + "\"; names that begin with " + SplitTargetingCodec.PREFIX + " are reserved, rename it");
            }
        }
    }

    private static void addBroken(
            String key, @Nullable UsageTrackingFlag watched, RunningSplit split, List<String> reasons) {
        if (watched != null
                && watched.flag() instanceof CompiledFlag.Fixed fixed
                && fixed.evaluation().errorCode() != null) {
            reasons.add(split.title() + ": flag \"" + key + "\": "
                    + fixed.evaluation().errorDetails());
        }
    }

    private static Map<String, JsonValue> object(@Nullable JsonValue value) {
        return value instanceof JsonObject object ? object.members() : Map.of();
    }
}
