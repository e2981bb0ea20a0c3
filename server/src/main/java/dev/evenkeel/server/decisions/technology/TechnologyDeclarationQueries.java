// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.technology.TechnologyIntroduction;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.operations.change.ChangeTechnologyQueries;
import dev.evenkeel.server.operations.incident.suspect.LinkedChangeNames;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Queries for the technologies that changes introduce: declared in the metadata of a flag, or in the report
/// that starts a change without a flag.
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

    /// Returns the declarations of the change that gates evaluate. Without a flag these are those of all
    /// running changes of the service; without a running change, one empty declaration.
    List<TechnologyIntroduction> listIntroductions(GateContext question) {
        String flag = question.flag();
        String service = question.service();
        if (flag != null) {
            return List.of(new TechnologyIntroduction(
                    "flag " + flag,
                    service,
                    flags.findByFlag(question.environment(), flag),
                    findComponents(LinkedChangeNames.ofFlag(question.environment(), flag))));
        }
        List<TechnologyIntroduction> running = service == null
                ? List.of()
                : changes.listRunning(service, question.environment()).stream()
                        .map(one -> new TechnologyIntroduction(
                                "change " + one.change().id(),
                                service,
                                one.introduces(),
                                findComponents(
                                        LinkedChangeNames.ofChange(one.change().id()))))
                        .toList();
        return running.isEmpty()
                ? List.of(new TechnologyIntroduction(
                        service == null ? "the change" : "the change of " + service, service, null, null))
                : running;
    }

    private @Nullable List<String> findComponents(String change) {
        return table.findDiff(change)
                .map(TechnologyDeclarationRepository.StoredDiff::components)
                .orElse(null);
    }
}
