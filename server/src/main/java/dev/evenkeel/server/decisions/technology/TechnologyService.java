// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.technology.InnovationTokens;
import dev.evenkeel.engine.technology.Technology;
import dev.evenkeel.engine.technology.TechnologyGateCheck;
import dev.evenkeel.engine.technology.TechnologyPolicy;
import dev.evenkeel.engine.technology.TechnologyProfile;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What others ask about the register. Thread-safe.
@Component
public class TechnologyService {
    private final TechnologyRepository table;
    private final TechnologyHistoryQueries history;
    private final DecisionRecordService records;

    TechnologyService(TechnologyRepository table, TechnologyHistoryQueries history, DecisionRecordService records) {
        this.table = table;
        this.history = history;
        this.records = records;
    }

    /// The policy in force.
    public TechnologyPolicy policy() {
        return table.policy().orElse(TechnologyPolicy.USUAL);
    }

    /// All, by key, with their hours and incidents.
    @Transactional(readOnly = true)
    public List<TechnologyProfile> list() {
        return history.whole(table.all());
    }

    /// The one with this key.
    ///
    /// @throws NotFoundException when there is none
    @Transactional(readOnly = true)
    public TechnologyProfile get(String key) {
        List<Technology> found =
                table.all().stream().filter(one -> one.key().equals(key)).toList();
        if (found.isEmpty()) {
            throw notFound(key);
        }
        return history.whole(found).getFirst();
    }

    /// Who holds the innovation tokens.
    ///
    /// @param register all technologies
    public InnovationTokens tokens(List<TechnologyProfile> register) {
        return InnovationTokens.of(policy(), register, records.accepted());
    }

    /// What changes are held against. Hours only, since tokens are about nothing else.
    @Transactional(readOnly = true)
    public TechnologyGateCheck.Register register() {
        return new TechnologyGateCheck.Register(
                policy(),
                history.running(table.all()).stream()
                        .collect(Collectors.toMap(one -> one.technology().key(), Function.identity())),
                records.accepted());
    }

    static NotFoundException notFound(String key) {
        return new NotFoundException(
                ProblemCode.TECHNOLOGY_NOT_FOUND,
                "The register has no technology " + key + ".",
                "GET /api/v1/technologies lists all of them; PUT /api/v1/technologies adds one.");
    }
}
