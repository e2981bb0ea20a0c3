// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.gates.gate.GateAuditRecorder;
import dev.evenkeel.server.operations.change.ChangeTechnologyQueries;
import dev.evenkeel.server.operations.incident.suspect.LinkedChangeNames;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What changes bring along, as pipelines find by comparing SBOMs; the newest counts. Thread-safe.
@Component
class SbomDiffService {
    private final TechnologyDeclarationRepository table;
    private final FlagService flags;
    private final ChangeTechnologyQueries changes;
    private final GateAuditRecorder ledger;

    SbomDiffService(
            TechnologyDeclarationRepository table,
            FlagService flags,
            ChangeTechnologyQueries changes,
            GateAuditRecorder ledger) {
        this.table = table;
        this.flags = flags;
        this.changes = changes;
        this.ledger = ledger;
    }

    /// Of the change that a flag leads.
    ///
    /// @throws NotFoundException when there is no such environment or flag
    @Transactional
    TechnologyDeclarationRepository.StoredDiff ofFlag(
            String environment, String flag, List<String> components, String who) {
        if (!flags.current(environment).compiled().flagKeys().contains(flag)) {
            throw new NotFoundException(
                    ProblemCode.FLAG_NOT_FOUND,
                    "Environment " + environment + " has no flag \"" + flag + "\".",
                    "GET /api/v1/environments/" + environment + "/flags shows all of them.");
        }
        return put(LinkedChangeNames.ofFlag(environment, flag), components, who);
    }

    /// Of a change that was reported.
    ///
    /// @throws NotFoundException when there is none
    @Transactional
    TechnologyDeclarationRepository.StoredDiff ofChange(String id, List<String> components, String who) {
        if (!changes.knows(id)) {
            throw new NotFoundException(
                    ProblemCode.CHANGE_NOT_FOUND,
                    "There is no change " + id + ".",
                    "GET /api/v1/changes lists all of them.");
        }
        return put(LinkedChangeNames.ofChange(id), components, who);
    }

    private TechnologyDeclarationRepository.StoredDiff put(String change, List<String> components, String who) {
        var diff = new TechnologyDeclarationRepository.StoredDiff(
                change, components.stream().distinct().sorted().toList(), ledger.now(), who);
        var before = table.diff(change).orElse(null);
        table.put(diff);
        ledger.note(new GateAuditRecorder.AuditedAction(who, "change.sbom-compared", change, ""), before, diff);
        return diff;
    }
}
