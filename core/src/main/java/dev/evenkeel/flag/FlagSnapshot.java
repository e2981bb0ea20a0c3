// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.flag;

import dev.evenkeel.targeting.RuleObserver;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All flags of an environment at one revision, ready to be evaluated. Immutable and thread-safe.
public final class FlagSnapshot {
    /// No flags, at revision 0.
    public static final FlagSnapshot EMPTY = new FlagSnapshot(Definition.EMPTY, 0);

    private final Map<String, CompiledFlag> flags;
    private final Map<String, Object> metadata;
    private final List<DefinitionProblem> problems;
    private final long revision;

    FlagSnapshot(Definition definition, long revision) {
        if (revision < 0) {
            throw new IllegalArgumentException("revision must be 0 or more, got " + revision);
        }
        this.problems = definition.problems();
        this.flags = definition.flags();
        this.metadata = definition.metadata();
        this.revision = revision;
    }

    /// Reads and compiles a definition in flagd's JSON format (<https://flagd.dev/reference/flag-definitions/>).
    ///
    /// @param revision of the flag set, 0 or more
    /// @throws InvalidDefinitionException with all problems of the definition
    public static FlagSnapshot parse(String definitionJson, long revision) {
        return new FlagSnapshot(DefinitionReader.read(DefinitionReader.document(definitionJson)), revision);
    }

    /// Like [#parse], but bears with problems of rules as flagd does: a flag whose rule is broken answers
    /// [ErrorCode#PARSE_ERROR], an operation of flagd's with unusable arguments gives null. [#problems]
    /// tells.
    ///
    /// For definitions that are in force already; an author wants to be told by [#parse].
    ///
    /// @throws InvalidDefinitionException with all problems, when there are some outside of rules
    public static FlagSnapshot parseTolerantly(String definitionJson, long revision) {
        var document = DefinitionReader.document(definitionJson);
        return new FlagSnapshot(DefinitionReader.readTolerantly(document, RuleObserver.NONE), revision);
    }

    /// What is wrong with rules; empty unless [#parseTolerantly] bore with it.
    public List<DefinitionProblem> problems() {
        return problems;
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
