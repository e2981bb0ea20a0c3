// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
import dev.evenkeel.server.gates.gate.GateLedger;
import dev.evenkeel.server.operations.change.ChangeDeclarations;
import dev.evenkeel.server.operations.incident.suspect.LinkedChangeNames;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What changes bring along, as pipelines find by comparing SBOMs; the newest counts. Thread-safe.
@Component
class SbomDiffs {
    private final DeclarationTable table;
    private final Flags flags;
    private final ChangeDeclarations changes;
    private final GateLedger ledger;

    SbomDiffs(DeclarationTable table, Flags flags, ChangeDeclarations changes, GateLedger ledger) {
        this.table = table;
        this.flags = flags;
        this.changes = changes;
        this.ledger = ledger;
    }

    /// Of the change that a flag leads.
    ///
    /// @throws NotFound when there is no such environment or flag
    @Transactional
    DeclarationTable.StoredDiff ofFlag(String environment, String flag, List<String> components, String who) {
        if (!flags.current(environment).compiled().flagKeys().contains(flag)) {
            throw new NotFound(
                    ErrorCode.FLAG_NOT_FOUND,
                    "Environment " + environment + " has no flag \"" + flag + "\".",
                    "GET /api/v1/environments/" + environment + "/flags shows all of them.");
        }
        return put(LinkedChangeNames.ofFlag(environment, flag), components, who);
    }

    /// Of a change that was reported.
    ///
    /// @throws NotFound when there is none
    @Transactional
    DeclarationTable.StoredDiff ofChange(String id, List<String> components, String who) {
        if (!changes.knows(id)) {
            throw new NotFound(
                    ErrorCode.CHANGE_NOT_FOUND,
                    "There is no change " + id + ".",
                    "GET /api/v1/changes lists all of them.");
        }
        return put(LinkedChangeNames.ofChange(id), components, who);
    }

    private DeclarationTable.StoredDiff put(String change, List<String> components, String who) {
        var diff = new DeclarationTable.StoredDiff(
                change, components.stream().distinct().sorted().toList(), ledger.now(), who);
        var before = table.diff(change).orElse(null);
        table.put(diff);
        ledger.note(new GateLedger.Deed(who, "change.sbom-compared", change, ""), before, diff);
        return diff;
    }
}
