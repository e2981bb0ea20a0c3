// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.technology.Introduction;
import dev.evenkeel.server.gates.gate.GateQuestion;
import dev.evenkeel.server.operations.change.ChangeDeclarations;
import dev.evenkeel.server.operations.incident.suspect.LinkedChangeNames;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What changes say of the technologies that they introduce: a flag in its metadata, a change without a flag in
/// the report that it has begun. Thread-safe.
@Component
class Declarations {
    private final FlagDeclarations flags;
    private final ChangeDeclarations changes;
    private final DeclarationTable table;

    Declarations(FlagDeclarations flags, ChangeDeclarations changes, DeclarationTable table) {
        this.flags = flags;
        this.changes = changes;
        this.table = table;
    }

    /// What is said of the change that gates are asked about. Without a flag these are all changes of the service
    /// that run; none that runs says nothing.
    List<Introduction> of(GateQuestion question) {
        String flag = question.flag();
        String service = question.service();
        if (flag != null) {
            return List.of(new Introduction(
                    "flag " + flag,
                    service,
                    flags.of(question.environment(), flag),
                    components(LinkedChangeNames.ofFlag(question.environment(), flag))));
        }
        List<Introduction> running = service == null
                ? List.of()
                : changes.running(service, question.environment()).stream()
                        .map(one -> new Introduction(
                                "change " + one.change().id(),
                                service,
                                one.introduces(),
                                components(
                                        LinkedChangeNames.ofChange(one.change().id()))))
                        .toList();
        return running.isEmpty()
                ? List.of(new Introduction(
                        service == null ? "the change" : "the change of " + service, service, null, null))
                : running;
    }

    private @Nullable List<String> components(String change) {
        return table.diff(change).map(DeclarationTable.StoredDiff::components).orElse(null);
    }
}
