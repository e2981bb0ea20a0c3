// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.targeting.ExpressionDecorator;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A compiled snapshot of all flags of an environment at one revision. Thread-safe. Evaluation results never
/// change; in addition the snapshot records which variants were served.
public final class FlagSnapshot {
    /// Represents a result that was left to the caller's default: disabled, without a default variant,
    /// failed.
    public static final String CALLER_DEFAULT = "";

    /// No flags, at revision 0.
    public static final FlagSnapshot EMPTY = new FlagSnapshot(CompiledDefinition.EMPTY, 0);

    private final Map<String, UsageTrackingFlag> flags;
    /// Unordered index of the flags, which needs fewer steps per lookup. Keys are interned like literals in
    /// code, so comparing them ends at once.
    private final HashMap<String, UsageTrackingFlag> index;
    private final Map<String, Object> metadata;
    private final List<DefinitionProblem> problems;
    private final long revision;

    FlagSnapshot(CompiledDefinition definition, long revision) {
        if (revision < 0) {
            throw new IllegalArgumentException("revision must be 0 or more, got " + revision);
        }
        this.problems = definition.problems();
        this.flags = definition.flags();
        this.index = new HashMap<>(2 * flags.size());
        flags.forEach((key, flag) -> index.put(key.intern(), flag));
        this.metadata = definition.metadata();
        this.revision = revision;
    }

    /// Parses and compiles a definition in flagd's JSON format
    /// (<https://flagd.dev/reference/flag-definitions/>).
    ///
    /// @param revision revision of the flag set, 0 or more
    /// @throws InvalidDefinitionException with all problems of the definition
    public static FlagSnapshot parse(String definitionJson, long revision) {
        return new FlagSnapshot(DefinitionParser.parse(DefinitionParser.parseDocument(definitionJson)), revision);
    }

    /// Like [#parse], but tolerates problems of rules as flagd does: a flag with a broken rule evaluates to
    /// [EvaluationErrorCode#PARSE_ERROR], and an operator of flagd with invalid arguments returns null.
    /// [#problems] lists them.
    ///
    /// For definitions that are already active; use [#parse] to validate an author's input.
    ///
    /// @throws InvalidDefinitionException with all problems, when any of them is outside of rules
    public static FlagSnapshot parseTolerantly(String definitionJson, long revision) {
        var document = DefinitionParser.parseDocument(definitionJson);
        return new FlagSnapshot(DefinitionParser.parseTolerantly(document, ExpressionDecorator.NONE), revision);
    }

    /// Returns the problems of rules that [#parseTolerantly] tolerated; empty otherwise.
    public List<DefinitionProblem> problems() {
        return problems;
    }

    /// Returns the snapshot after a change of some flags, with everything outside `flags` unchanged. Compiles
    /// only the changed flags; also costs a copy of the index. Tolerates broken rules as [#parseTolerantly]
    /// does, and its [#problems] are those of the changed flags.
    ///
    /// @param changedJson the next definition, with its new and changed flags only
    /// @param removed keys of removed flags
    /// @param nextRevision revision of the flag set, 0 or more
    /// @throws InvalidDefinitionException with all problems of the changed flags, when any of them is outside
    ///     of rules
    public FlagSnapshot withChanges(String changedJson, Collection<String> removed, long nextRevision) {
        FlagSnapshot changed = parseTolerantly(changedJson, nextRevision);
        var next = new LinkedHashMap<>(flags);
        next.keySet().removeAll(Set.copyOf(removed));
        next.putAll(changed.flags);
        return new FlagSnapshot(new CompiledDefinition(next, changed.metadata, changed.problems), nextRevision);
    }

    /// Returns the revision of the flag set.
    public long revision() {
        return revision;
    }

    /// Keys of all flags, in the order of the definition.
    public Set<String> flagKeys() {
        return flags.keySet();
    }

    /// Returns the metadata of the flag set; values are scalars.
    public Map<String, Object> metadata() {
        return metadata;
    }

    /// Evaluates a flag and records the variant for [#drainUsage]. Never throws; an error is an evaluation with
    /// an [EvaluationErrorCode].
    ///
    /// Costs a map lookup and the evaluation of the flag's rule; nothing is parsed or copied.
    ///
    /// @param epochSeconds current time, for rules that use `$flagd.timestamp`
    public Evaluation evaluate(String flagKey, EvaluationContext context, long epochSeconds) {
        UsageTrackingFlag flag = index.get(flagKey);
        return flag == null ? notFound(flagKey) : flag.evaluate(context, epochSeconds);
    }

    /// As above, but reads the time only when the flag's rule uses it: reading a clock costs more than most
    /// evaluations.
    public Evaluation evaluate(String flagKey, EvaluationContext context, LongSupplier epochSeconds) {
        UsageTrackingFlag flag = index.get(flagKey);
        return flag == null
                ? notFound(flagKey)
                : flag.evaluate(context, flag.requiresTime() ? epochSeconds.getAsLong() : 0);
    }

    /// Returns a flag's variant as if every context got it; null when the flag or variant does not exist.
    public @Nullable Evaluation evaluateForced(String flagKey, String variant) {
        UsageTrackingFlag flag = index.get(flagKey);
        return flag == null ? null : flag.flag().evaluations().ofVariant(variant);
    }

    /// Evaluates every flag, by key in the order of the definition. Does not count as usage of any flag.
    public Map<String, Evaluation> evaluateAll(EvaluationContext context, long epochSeconds) {
        var evaluations = new LinkedHashMap<String, Evaluation>();
        flags.forEach((key, watched) -> evaluations.put(key, watched.flag().evaluate(context, epochSeconds)));
        return evaluations;
    }

    /// Returns the variants that [#evaluate] served since the last call, by flag, including
    /// [#CALLER_DEFAULT]; flags that were not evaluated are absent.
    ///
    /// Every evaluation that ended before the call is in this result or an earlier one. If a flag serves more
    /// than eight different evaluations (variant and reason) between two calls, the first eight are recorded.
    /// Costs a step for every flag.
    public Map<String, Set<String>> drainUsage() {
        var use = new LinkedHashMap<String, Set<String>>();
        flags.forEach((key, watched) -> {
            Set<String> variants = watched.drainVariants();
            if (!variants.isEmpty()) {
                use.put(key, variants);
            }
        });
        return use;
    }

    /// Returns the rollout compiled into the flag, or null when there is none or the flag does not exist.
    public @Nullable RolloutSplit findRolloutSplit(String flagKey) {
        return findSplit(flagKey) instanceof RolloutSplit split ? split : null;
    }

    /// Returns the split compiled into the flag, of a rollout or an experiment; null when there is none or
    /// the flag does not exist.
    public @Nullable RunningSplit findSplit(String flagKey) {
        UsageTrackingFlag flag = index.get(flagKey);
        return flag == null ? null : flag.flag().split();
    }

    /// Returns the variant that the flag's split assigns to a targeting key where the author's rule leaves it
    /// open; null when there is no split, or the flag does not exist.
    public @Nullable String findSplitVariant(String flagKey, String targetingKey) {
        UsageTrackingFlag flag = index.get(flagKey);
        return flag == null ? null : flag.flag().splitVariant(targetingKey);
    }

    /// Returns the salt for the units of the flag's split; null when the definition contains none, as from
    /// older servers and for other flagd clients, or there is no split.
    public @Nullable UnitSalt findSalt(String flagKey) {
        UsageTrackingFlag flag = index.get(flagKey);
        return flag == null ? null : flag.flag().salt();
    }

    /// Returns the keys of all flags that may evaluate differently than in another snapshot: those missing
    /// there or with a different definition, and those that exist only there. Members outside the flags
    /// (`metadata`, `$evaluators`) count as part of every flag; the order of members is ignored.
    ///
    /// Costs a lookup for each flag: definitions are compared by 64-bit fingerprints computed when they were
    /// loaded.
    public Set<String> findChangedKeys(FlagSnapshot earlier) {
        var changed = new HashSet<String>();
        flags.forEach((key, flag) -> {
            UsageTrackingFlag before = earlier.flags.get(key);
            if (before == null || before.fingerprint() != flag.fingerprint()) {
                changed.add(key);
            }
        });
        earlier.flags.keySet().stream().filter(key -> !flags.containsKey(key)).forEach(changed::add);
        return changed;
    }

    private Evaluation notFound(String flagKey) {
        return Evaluation.error(
                EvaluationErrorCode.FLAG_NOT_FOUND,
                "flag \"" + flagKey + "\" does not exist in revision " + revision,
                metadata);
    }
}
