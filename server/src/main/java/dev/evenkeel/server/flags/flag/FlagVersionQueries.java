// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.server.flags.definition.EditApprovalStatus;
import dev.evenkeel.server.flags.definition.FlagSetAtRevision;
import dev.evenkeel.server.flags.definition.FlagSetRevision;
import dev.evenkeel.server.flags.definition.ParsedFlagSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Read-only queries for the versions of flags, former definitions, and whether an edit may be applied now.
/// Thread-safe.
@Component
public class FlagVersionQueries {
    private final FlagRepository repository;
    private final MigrationStageTracker stages;

    FlagVersionQueries(FlagRepository repository, MigrationStageTracker stages) {
        this.repository = repository;
        this.stages = stages;
    }

    /// Returns, by flag key, the change since which each flag of an environment evaluates as it does, in one
    /// statement. Omits flags for which it is unknown; splits of rollouts and new descriptions do not count as
    /// changes.
    public Map<String, FlagSetRevision> findLatestChanges(String environment) {
        return repository.findLatestChanges(environment);
    }

    /// Returns the change since which one flag evaluates as it does; empty when unknown.
    public Optional<FlagSetRevision> findLatestChange(String environment, String flag) {
        return repository.findLatestChange(environment, flag);
    }

    /// Returns definitions below a revision, newest first.
    ///
    /// @param limit maximum number of definitions; each is complete
    public List<FlagSetAtRevision> listDefinitions(String environment, long before, int limit) {
        return repository.listDefinitions(environment, before, limit);
    }

    /// Returns the revision of the newest definition; empty before the first.
    public Optional<Long> findNewestRevision(String environment) {
        return repository.findNewestRevision(environment);
    }

    /// Checks whether an edit without further approvals may be applied now.
    ///
    /// @param json the complete definition after the edit
    /// @throws dev.evenkeel.server.foundation.problems.ConflictException when it may not, with the same message
    ///     as [FlagService#editDefinition]
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException when it is not a valid definition
    public void requireAllowed(String environment, String json) {
        FlagRepository.StoredFlagSet stored =
                repository.findByEnvironment(environment).orElse(FlagRepository.StoredFlagSet.NOTHING);
        ParsedFlagSet next = ParsedFlagSet.parse(json);
        ParsedFlagSet previous = ParsedFlagSet.ofStored(stored.definition());
        stages.checkGates(environment, previous, next, EditApprovalStatus.NONE);
    }
}
