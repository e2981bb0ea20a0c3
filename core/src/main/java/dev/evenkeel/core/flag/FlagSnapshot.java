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

/// All flags of an environment at one revision, ready to be evaluated. Thread-safe. What the flags say
/// never changes; beside it the snapshot notes which variants were served.
public final class FlagSnapshot {
    /// Stands for a variant where a flag left it to the caller's default: disabled, without a default
    /// variant, failed.
    public static final String CALLERS_DEFAULT = "";

    /// No flags, at revision 0.
    public static final FlagSnapshot EMPTY = new FlagSnapshot(CompiledDefinition.EMPTY, 0);

    private final Map<String, UsageTrackingFlag> flags;
    /// The same without their order: found with fewer steps. Keys are interned as the literals in code
    /// are, so comparing them ends at once.
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

    /// Reads and compiles a definition in flagd's JSON format
    /// (<https://flagd.dev/reference/flag-definitions/>).
    ///
    /// @param revision of the flag set, 0 or more
    /// @throws InvalidDefinitionException with all problems of the definition
    public static FlagSnapshot parse(String definitionJson, long revision) {
        return new FlagSnapshot(DefinitionParser.read(DefinitionParser.document(definitionJson)), revision);
    }

    /// Like [#parse], but bears with problems of rules as flagd does: a flag whose rule is broken answers
    /// [EvaluationErrorCode#PARSE_ERROR], an operation of flagd's with unusable arguments gives null.
    /// [#problems] tells.
    ///
    /// For definitions that are in force already; an author wants to be told by [#parse].
    ///
    /// @throws InvalidDefinitionException with all problems, when there are some outside of rules
    public static FlagSnapshot parseTolerantly(String definitionJson, long revision) {
        var document = DefinitionParser.document(definitionJson);
        return new FlagSnapshot(DefinitionParser.readTolerantly(document, ExpressionDecorator.NONE), revision);
    }

    /// What is wrong with rules; empty unless [#parseTolerantly] bore with it.
    public List<DefinitionProblem> problems() {
        return problems;
    }

    /// The snapshot after some flags changed while everything outside `flags` stayed as it is. Compiles
    /// only what changed; costs a copy of the index of flags besides. Bears with broken rules as
    /// [#parseTolerantly] does, and [#problems] are those of what changed.
    ///
    /// @param changedJson the definition that follows, with its new and changed flags only
    /// @param removed keys of flags that are gone
    /// @param nextRevision of the flag set, 0 or more
    /// @throws InvalidDefinitionException with all problems of the changed flags, when there are some
    ///     outside of rules
    public FlagSnapshot with(String changedJson, Collection<String> removed, long nextRevision) {
        FlagSnapshot changed = parseTolerantly(changedJson, nextRevision);
        var next = new LinkedHashMap<>(flags);
        next.keySet().removeAll(Set.copyOf(removed));
        next.putAll(changed.flags);
        return new FlagSnapshot(new CompiledDefinition(next, changed.metadata, changed.problems), nextRevision);
    }

    /// Revision of the flag set.
    public long revision() {
        return revision;
    }

    /// Keys of all flags, in the order of the definition.
    public Set<String> flagKeys() {
        return flags.keySet();
    }

    /// Metadata of the flag set; values are scalars.
    public Map<String, Object> metadata() {
        return metadata;
    }

    /// Evaluates a flag and notes the variant for [#takeUse]. Never throws; an error is an evaluation
    /// with an [EvaluationErrorCode].
    ///
    /// Costs a map look-up and what the flag's rule costs: nothing is parsed or copied.
    ///
    /// @param epochSeconds now, for rules that ask for `$flagd.timestamp`
    public Evaluation evaluate(String flagKey, EvaluationContext context, long epochSeconds) {
        UsageTrackingFlag flag = index.get(flagKey);
        return flag == null ? notFound(flagKey) : flag.evaluate(context, epochSeconds);
    }

    /// The same, with the time read only when the flag's rule asks for it: reading a clock costs more
    /// than most evaluations.
    public Evaluation evaluate(String flagKey, EvaluationContext context, LongSupplier epochSeconds) {
        UsageTrackingFlag flag = index.get(flagKey);
        return flag == null
                ? notFound(flagKey)
                : flag.evaluate(context, flag.asksForTime() ? epochSeconds.getAsLong() : 0);
    }

    /// A flag's variant as if the flag said so to everyone; null when there is no such flag or variant.
    public @Nullable Evaluation variant(String flagKey, String variant) {
        UsageTrackingFlag flag = index.get(flagKey);
        return flag == null ? null : flag.flag().outcomes().chosen(variant);
    }

    /// What every flag says, by key in the order of the definition: for somebody who asks for all of
    /// them. That says nothing about the use of any, so none is noted.
    public Map<String, Evaluation> evaluateAll(EvaluationContext context, long epochSeconds) {
        var evaluations = new LinkedHashMap<String, Evaluation>();
        flags.forEach((key, watched) -> evaluations.put(key, watched.flag().evaluate(context, epochSeconds)));
        return evaluations;
    }

    /// The variants that [#evaluate] served since the last call, by flag, [#CALLERS_DEFAULT] included;
    /// flags that were not evaluated are absent.
    ///
    /// Every evaluation that ended before the call is in it or in an earlier one. Of a flag that serves
    /// more than eight different evaluations (variant and reason) between two calls, the first eight
    /// are noted. Costs a look at every flag.
    public Map<String, Set<String>> takeUse() {
        var use = new LinkedHashMap<String, Set<String>>();
        flags.forEach((key, watched) -> {
            Set<String> variants = watched.take();
            if (!variants.isEmpty()) {
                use.put(key, variants);
            }
        });
        return use;
    }

    /// The rollout compiled into the flag, or null when there is none or no such flag.
    public @Nullable RolloutSplit split(String flagKey) {
        return running(flagKey) instanceof RolloutSplit split ? split : null;
    }

    /// The split compiled into the flag, whether a rollout or an experiment set it; null when there is
    /// none or no such flag.
    public @Nullable RunningSplit running(String flagKey) {
        UsageTrackingFlag flag = index.get(flagKey);
        return flag == null ? null : flag.flag().split();
    }

    /// The variant that the flag's split gives a targeting key where the author's rule leaves it to the split;
    /// null when there is no split, or no such flag.
    public @Nullable String splitVariant(String flagKey, String targetingKey) {
        UsageTrackingFlag flag = index.get(flagKey);
        return flag == null ? null : flag.flag().splitVariant(targetingKey);
    }

    /// What names the units of the flag's split outside of this process; null when the definition names no
    /// salt, as those of servers of an older version and those for other flagd clients, or there is no split.
    public @Nullable UnitSalt salt(String flagKey) {
        UsageTrackingFlag flag = index.get(flagKey);
        return flag == null ? null : flag.flag().salt();
    }

    /// Keys of the flags that another snapshot lacks, or has from another definition, and of those that
    /// only it has: what may evaluate otherwise than there. What stands beside the flags (`metadata`,
    /// `$evaluators`) belongs to every flag; the order of members belongs to none.
    ///
    /// Costs a look-up for each flag: definitions are compared by 64-bit fingerprints made when they
    /// were loaded.
    public Set<String> changedSince(FlagSnapshot earlier) {
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
                "there is no flag \"" + flagKey + "\" in revision " + revision,
                metadata);
    }
}
