// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.flag;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All flags of an environment at one revision, ready to be evaluated. Immutable and thread-safe.
public final class FlagSnapshot {
    /// No flags, at revision 0.
    public static final FlagSnapshot EMPTY = new FlagSnapshot(new Definition(Map.of(), Map.of()), 0);

    private final Map<String, CompiledFlag> flags;
    private final Map<String, Object> metadata;
    private final long revision;

    FlagSnapshot(Definition definition, long revision) {
        this.flags = definition.flags();
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

    /// The snapshot after some flags changed while everything outside `flags` stayed as it is. Compiles only what
    /// changed; costs a copy of the index of flags besides.
    ///
    /// @param changedJson the definition that follows, with its new and changed flags only
    /// @param removed keys of flags that are gone
    /// @param nextRevision of the flag set, 0 or more
    /// @throws InvalidDefinitionException with all problems of the changed flags
    public FlagSnapshot with(String changedJson, Collection<String> removed, long nextRevision) {
        FlagSnapshot changed = parse(changedJson, nextRevision);
        var next = new LinkedHashMap<>(flags);
        next.keySet().removeAll(Set.copyOf(removed));
        next.putAll(changed.flags);
        return new FlagSnapshot(new Definition(next, changed.metadata), nextRevision);
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
        CompiledFlag flag = flags.get(flagKey);
        return flag == null ? notFound(flagKey) : flag.evaluate(context, epochSeconds);
    }

    /// The rollout compiled into the flag, or null when there is none or no such flag.
    public @Nullable RolloutSplit split(String flagKey) {
        CompiledFlag flag = flags.get(flagKey);
        return flag == null ? null : flag.split();
    }

    private Evaluation notFound(String flagKey) {
        return Evaluation.error(
                ErrorCode.FLAG_NOT_FOUND, "there is no flag \"" + flagKey + "\" in revision " + revision, metadata);
    }
}
