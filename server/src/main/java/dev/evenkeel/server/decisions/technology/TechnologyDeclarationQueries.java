// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.technology.TechnologyIntroduction;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.operations.change.ChangeTechnologyQueries;
import dev.evenkeel.server.operations.incident.suspect.LinkedChangeNames;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What changes say of the technologies that they introduce: a flag in its metadata, a change without a flag in
/// the report that it has begun. Thread-safe.
@Component
class TechnologyDeclarationQueries {
    private final FlagTechnologyQueries flags;
    private final ChangeTechnologyQueries changes;
    private final TechnologyDeclarationRepository table;

    TechnologyDeclarationQueries(
            FlagTechnologyQueries flags, ChangeTechnologyQueries changes, TechnologyDeclarationRepository table) {
        this.flags = flags;
        this.changes = changes;
        this.table = table;
    }

    /// What is said of the change that gates are asked about. Without a flag these are all changes of the
    /// service that run; none that runs says nothing.
    List<TechnologyIntroduction> of(GateContext question) {
        String flag = question.flag();
        String service = question.service();
        if (flag != null) {
            return List.of(new TechnologyIntroduction(
                    "flag " + flag,
                    service,
                    flags.of(question.environment(), flag),
                    components(LinkedChangeNames.ofFlag(question.environment(), flag))));
        }
        List<TechnologyIntroduction> running = service == null
                ? List.of()
                : changes.running(service, question.environment()).stream()
                        .map(one -> new TechnologyIntroduction(
                                "change " + one.change().id(),
                                service,
                                one.introduces(),
                                components(
                                        LinkedChangeNames.ofChange(one.change().id()))))
                        .toList();
        return running.isEmpty()
                ? List.of(new TechnologyIntroduction(
                        service == null ? "the change" : "the change of " + service, service, null, null))
                : running;
    }

    private @Nullable List<String> components(String change) {
        return table.diff(change)
                .map(TechnologyDeclarationRepository.StoredDiff::components)
                .orElse(null);
    }
}
