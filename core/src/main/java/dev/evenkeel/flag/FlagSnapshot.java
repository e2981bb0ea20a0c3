// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.flag;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// All flags of an environment at one revision, ready to be evaluated. Immutable and thread-safe.
public final class FlagSnapshot {
    /// No flags, at revision 0.
    public static final FlagSnapshot EMPTY = new FlagSnapshot(new Definition(Map.of(), Map.of()), 0);

    private final Map<String, CompiledFlag> flags;
    /// The same without their order: found with fewer steps.
    private final HashMap<String, CompiledFlag> index;
    private final Map<String, Object> metadata;
    private final long revision;

    FlagSnapshot(Definition definition, long revision) {
        this.flags = definition.flags();
        this.index = new HashMap<>(flags);
        this.metadata = definition.metadata();
        this.revision = revision;
    }

    /// Reads and compiles a definition in flagd's JSON format (<https://flagd.dev/reference/flag-definitions/>).
    ///
    /// @param revision of the flag set, 0 or more
    /// @throws InvalidDefinitionException with all problems of the definition
    public static FlagSnapshot parse(String definitionJson, long revision) {
        if (revision < 0) {
            throw new IllegalArgumentException("revision must be 0 or more, got " + revision);
        }
        return new FlagSnapshot(DefinitionReader.read(DefinitionReader.document(definitionJson)), revision);
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

    /// Evaluates a flag. Never throws; an error is an evaluation with an [ErrorCode].
    ///
    /// Costs a map look-up and what the flag's rule costs: nothing is parsed or copied.
    ///
    /// @param epochSeconds now, for rules that ask for `$flagd.timestamp`
    public Evaluation evaluate(String flagKey, EvaluationContext context, long epochSeconds) {
        CompiledFlag flag = index.get(flagKey);
        return flag == null ? notFound(flagKey) : flag.evaluate(context, epochSeconds);
    }

    /// The same, with the time read only when the flag's rule asks for it: reading a clock costs more than most
    /// evaluations.
    public Evaluation evaluate(String flagKey, EvaluationContext context, LongSupplier epochSeconds) {
        CompiledFlag flag = index.get(flagKey);
        return flag == null
                ? notFound(flagKey)
                : flag.evaluate(context, flag.asksForTime() ? epochSeconds.getAsLong() : 0);
    }

    /// The rollout compiled into the flag, or null when there is none or no such flag.
    public @Nullable RolloutSplit split(String flagKey) {
        CompiledFlag flag = index.get(flagKey);
        return flag == null ? null : flag.split();
    }

    /// Keys of the flags that another snapshot lacks, or has from another definition, and of those that only it has:
    /// what may evaluate otherwise than there. What stands beside the flags (`metadata`, `$evaluators`) belongs to
    /// every flag; the order of members belongs to none.
    ///
    /// Costs a look-up for each flag: definitions are compared by 64-bit fingerprints made when they were loaded.
    public Set<String> changedSince(FlagSnapshot earlier) {
        var changed = new HashSet<String>();
        flags.forEach((key, flag) -> {
            CompiledFlag before = earlier.flags.get(key);
            if (before == null || before.fingerprint() != flag.fingerprint()) {
                changed.add(key);
            }
        });
        earlier.flags.keySet().stream().filter(key -> !flags.containsKey(key)).forEach(changed::add);
        return changed;
    }

    private Evaluation notFound(String flagKey) {
        return Evaluation.error(
                ErrorCode.FLAG_NOT_FOUND, "there is no flag \"" + flagKey + "\" in revision " + revision, metadata);
    }
}
