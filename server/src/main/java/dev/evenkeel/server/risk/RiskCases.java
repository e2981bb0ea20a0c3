// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.risk;

import dev.evenkeel.files.plan.Faults;
import dev.evenkeel.files.risk.RiskCaseFile;
import dev.evenkeel.server.gate.GateLedger;
import dev.evenkeel.server.platform.ErrorCode;
import dev.evenkeel.server.platform.NotFound;
import dev.evenkeel.server.platform.Rejected;
import dev.evenkeel.server.platform.RequestFaults;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// Risk cases that are kept under a name: what a decision rests on, reviewed like code and assessed again when numbers
/// have changed. An assessment keeps the case that it was made from. Thread-safe.
@Component
class RiskCases {
    private final RiskCaseTable table;
    private final GateLedger ledger;

    RiskCases(RiskCaseTable table, GateLedger ledger) {
        this.table = table;
        this.ledger = ledger;
    }

    /// All specs by name.
    SortedMap<String, JsonNode> all() {
        return table.all();
    }

    /// Their names, in order.
    Set<String> names() {
        return table.all().keySet();
    }

    Optional<KeptCase> find(String name) {
        return table.find(name).map(KeptCase::of);
    }

    /// The spec of one.
    ///
    /// @throws NotFound when there is none
    JsonNode get(String name) {
        return table.find(name)
                .orElseThrow(() -> new NotFound(
                        ErrorCode.RISK_CASE_NOT_FOUND,
                        "There is no risk case " + name + ".",
                        "GET /api/v1/risk-cases lists all of them; a file of kind RiskCase makes one."));
    }

    /// Keeps one. Numbers that it asks of a history are looked up when it is assessed.
    ///
    /// @throws Rejected with everything that is wrong; pointers are relative to the spec
    @Transactional
    void put(String name, JsonNode spec, String reason, String who) {
        var faults = new Faults();
        requireTexts(spec.path(KeptCase.FILES), faults);
        if (faults.all().isEmpty()) {
            KeptCase kept = KeptCase.of(spec);
            RiskCaseFile.faultsWithoutHistory(kept.text(), kept.files()::get)
                    .forEach(fault -> faults.add(fault.pointer(), fault.message(), fault.remedy()));
        }
        RequestFaults.throwIfAny(faults, "The risk case stays as it is.");
        JsonNode before = table.find(name).orElse(null);
        table.put(name, spec);
        ledger.note(new GateLedger.Deed(who, "risk.case.set", name, reason), before, spec);
    }

    private static void requireTexts(JsonNode files, Faults faults) {
        files.properties().stream()
                .filter(file -> !file.getValue().isString())
                .forEach(file -> faults.add(
                        "/" + KeptCase.FILES + "/" + file.getKey(), "must be a text", "give the text of the file"));
        if (!files.isMissingNode() && !files.isObject()) {
            faults.add("/" + KeptCase.FILES, "must be an object", "give texts by the names of their files");
        }
    }

    /// Forgets one. Assessments that were made from it stay.
    ///
    /// @throws NotFound when there is none
    @Transactional
    void delete(String name, String reason, String who) {
        JsonNode before = get(name);
        table.delete(name);
        ledger.note(new GateLedger.Deed(who, "risk.case.deleted", name, reason), before, null);
    }
}
