// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.api.TechnologyApi.ChangeSbomAdditions;
import dev.evenkeel.engine.technology.ChangeTechnologies;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.operations.change.TechnologyIntroducingChangeQueries;
import dev.evenkeel.server.operations.incident.suspect.ChangeReferenceFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Queries for the technologies that changes introduce: declared in the metadata of a flag, or in the report
/// that starts a change without a flag.
@Component
class DeclaredTechnologyQueries {
    private final TechnologiesOfFlagQueries flags;
    private final TechnologyIntroducingChangeQueries changes;
    private final ChangeTechnologyRepository repository;

    DeclaredTechnologyQueries(
            TechnologiesOfFlagQueries flags,
            TechnologyIntroducingChangeQueries changes,
            ChangeTechnologyRepository repository) {
        this.flags = flags;
        this.changes = changes;
        this.repository = repository;
    }

    /// Returns the declarations of the change that gates evaluate. Without a flag these are those of all
    /// running changes of the service; without a running change, one empty declaration.
    List<ChangeTechnologies> listIntroductions(GateContext context) {
        String flag = context.flag();
        String service = context.service();
        if (flag != null) {
            return List.of(new ChangeTechnologies(
                    "flag " + flag,
                    service,
                    flags.findByFlag(context.environment(), flag),
                    findComponents(ChangeReferenceFormatter.ofFlag(context.environment(), flag))));
        }
        List<ChangeTechnologies> running = service == null
                ? List.of()
                : changes.listRunning(service, context.environment()).stream()
                        .map(one -> new ChangeTechnologies(
                                "change " + one.change().id(),
                                service,
                                one.introduces(),
                                findComponents(ChangeReferenceFormatter.ofChange(
                                        one.change().id()))))
                        .toList();
        return running.isEmpty()
                ? List.of(new ChangeTechnologies(
                        service == null ? "the change" : "the change of " + service, service, null, null))
                : running;
    }

    private @Nullable List<String> findComponents(String change) {
        return repository.findDiff(change).map(ChangeSbomAdditions::components).orElse(null);
    }
}
