// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.api.FlagApi.FlagSetRevision;
import dev.evenkeel.server.flags.definition.FlagSetAtRevision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Read-only queries for the versions of flags and former definitions. Thread-safe.
@Component
public class FlagVersionQueries {
    private final FlagRepository repository;

    FlagVersionQueries(FlagRepository repository) {
        this.repository = repository;
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
}
