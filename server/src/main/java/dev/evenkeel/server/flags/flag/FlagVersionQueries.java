// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.server.flags.definition.DefinitionAtRevision;
import dev.evenkeel.server.flags.definition.DefinitionRevision;
import dev.evenkeel.server.flags.definition.EditApprovals;
import dev.evenkeel.server.flags.definition.ParsedDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What is known of flags beyond what they say: since when they say it, what they said before, and whether an
/// edit may come into force at once. Changes nothing. Thread-safe.
@Component
public class FlagVersionQueries {
    private final FlagRepository table;
    private final MigrationStageTracker stages;

    FlagVersionQueries(FlagRepository table, MigrationStageTracker stages) {
        this.table = table;
        this.stages = stages;
    }

    /// The changes since which an environment's flags evaluate as they do, by key, in one statement. Flags of
    /// which that is not known are left out; splits of rollouts and new descriptions are no such changes.
    public Map<String, DefinitionRevision> since(String environment) {
        return table.since(environment);
    }

    /// The change since which one flag evaluates as it does; empty when that is not known.
    public Optional<DefinitionRevision> since(String environment, String flag) {
        return table.since(environment, flag);
    }

    /// Definitions below a revision, newest first.
    ///
    /// @param limit most definitions that are given; each is whole
    public List<DefinitionAtRevision> written(String environment, long before, int limit) {
        return table.written(environment, before, limit);
    }

    /// Revision of the newest definition; empty before the first one.
    public Optional<Long> newestWritten(String environment) {
        return table.newestWritten(environment);
    }

    /// Asks whether an edit that its author makes alone may come into force now.
    ///
    /// @param json the whole definition that would follow
    /// @throws dev.evenkeel.server.foundation.problems.ConflictException when it may not, as [FlagService#edit]
    ///     would say
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException when it is no valid definition
    public void ask(String environment, String json) {
        FlagRepository.StoredFlagSet stored = table.find(environment).orElse(FlagRepository.StoredFlagSet.NOTHING);
        ParsedDefinition next = ParsedDefinition.parse(json);
        ParsedDefinition former = ParsedDefinition.stored(stored.definition());
        stages.ask(environment, former, next, EditApprovals.NONE);
    }
}
