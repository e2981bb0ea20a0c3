// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.technology.InnovationTokens;
import dev.evenkeel.engine.technology.Technology;
import dev.evenkeel.engine.technology.TechnologyGateCheck;
import dev.evenkeel.engine.technology.TechnologyPolicy;
import dev.evenkeel.engine.technology.TechnologyTrackRecord;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Read access to the technology register for other packages.
@Component
public class TechnologyRegisterQueries {
    private final TechnologyRepository repository;
    private final OperatingExperienceQueries history;
    private final DecisionRecordService records;

    TechnologyRegisterQueries(
            TechnologyRepository repository, OperatingExperienceQueries history, DecisionRecordService records) {
        this.repository = repository;
        this.history = history;
        this.records = records;
    }

    public TechnologyPolicy getPolicy() {
        return repository.findPolicy().orElse(TechnologyPolicy.DEFAULT);
    }

    /// Returns all technologies, by key, with their hours and incidents.
    @Transactional(readOnly = true)
    public List<TechnologyTrackRecord> list() {
        return history.listWithIncidents(repository.listAll());
    }

    /// Returns the technology with a key.
    ///
    /// @throws NotFoundException when no technology has this key
    @Transactional(readOnly = true)
    public TechnologyTrackRecord get(String key) {
        List<Technology> found = repository.listAll().stream()
                .filter(one -> one.key().equals(key))
                .toList();
        if (found.isEmpty()) {
            throw notFound(key);
        }
        return history.listWithIncidents(found).getFirst();
    }

    /// Computes which technologies use the innovation tokens.
    ///
    /// @param register all technologies
    public InnovationTokens allocateTokens(List<TechnologyTrackRecord> register) {
        return InnovationTokens.of(getPolicy(), register, records.getAccepted());
    }

    /// Returns the register for the gate's checks, with hours only, because tokens do not depend on incidents.
    @Transactional(readOnly = true)
    public TechnologyGateCheck.Register loadRegister() {
        return new TechnologyGateCheck.Register(
                getPolicy(),
                history.listWithHours(repository.listAll()).stream()
                        .collect(Collectors.toMap(one -> one.technology().key(), Function.identity())),
                records.getAccepted());
    }

    static NotFoundException notFound(String key) {
        return new NotFoundException(
                ProblemCode.TECHNOLOGY_NOT_FOUND,
                "Technology " + key + " does not exist.",
                "To list technologies: ./evenkeel tech list. To create one: ./evenkeel tech create");
    }
}
