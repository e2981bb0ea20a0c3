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

/// A service that stores the components that changes add, as pipelines find them by comparing SBOMs. The newest
/// comparison of a change replaces earlier ones.
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

    /// Stores the components added by the change of a flag.
    ///
    /// @throws NotFoundException when the environment or the flag does not exist
    @Transactional
    TechnologyDeclarationRepository.StoredDiff saveForFlag(
            String environment, String flag, List<String> components, String who) {
        if (!flags.getSnapshot(environment).compiled().flagKeys().contains(flag)) {
            throw new NotFoundException(
                    ProblemCode.FLAG_NOT_FOUND,
                    "Environment " + environment + " has no flag \"" + flag + "\".",
                    "GET /api/v1/environments/" + environment + "/flags shows all of them.");
        }
        return save(LinkedChangeNames.ofFlag(environment, flag), components, who);
    }

    /// Stores the components added by a reported change.
    ///
    /// @throws NotFoundException when the change does not exist
    @Transactional
    TechnologyDeclarationRepository.StoredDiff saveForChange(String id, List<String> components, String who) {
        if (!changes.existsById(id)) {
            throw new NotFoundException(
                    ProblemCode.CHANGE_NOT_FOUND,
                    "There is no change " + id + ".",
                    "GET /api/v1/changes lists all of them.");
        }
        return save(LinkedChangeNames.ofChange(id), components, who);
    }

    private TechnologyDeclarationRepository.StoredDiff save(String change, List<String> components, String who) {
        var diff = new TechnologyDeclarationRepository.StoredDiff(
                change, components.stream().distinct().sorted().toList(), ledger.now(), who);
        var before = table.findDiff(change).orElse(null);
        table.saveDiff(diff);
        ledger.record(new GateAuditRecorder.AuditedAction(who, "change.sbom-compared", change, ""), before, diff);
        return diff;
    }
}
