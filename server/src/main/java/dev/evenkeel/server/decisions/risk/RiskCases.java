// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.risk.RiskCaseFile;
import dev.evenkeel.server.foundation.manifest.KeptKind;
import dev.evenkeel.server.foundation.manifest.KeptSpecs;
import dev.evenkeel.server.foundation.manifest.ObjectName;
import dev.evenkeel.server.foundation.manifest.ObjectOrder;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
import dev.evenkeel.server.foundation.problems.Rejected;
import dev.evenkeel.server.foundation.problems.RequestFaults;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Risk cases that are kept under a name: what a decision rests on, reviewed like code and assessed again when
/// numbers have changed. An assessment keeps the case that it was made from. Thread-safe.
@Component
class RiskCases {
    private static final KeptKind<JsonNode> KIND = KeptKind.ofJson(
            new KeptKind.Place("risk_case", List.of("name"), "spec"),
            new KeptKind.Actions("risk.case.set", "risk.case.deleted"));

    private final KeptSpecs specs;

    RiskCases(KeptSpecs specs) {
        this.specs = specs;
    }

    /// All specs by name.
    SortedMap<ObjectName, JsonNode> all() {
        return specs.all(KIND);
    }

    /// Their names, in order.
    List<String> names() {
        return all().keySet().stream().map(ObjectName::name).toList();
    }

    Optional<KeptCase> find(String name) {
        return specs.find(KIND, ObjectName.of(name)).map(KeptCase::of);
    }

    /// The spec of one.
    ///
    /// @throws NotFound when there is none
    JsonNode get(String name) {
        return specs.find(KIND, ObjectName.of(name))
                .orElseThrow(() -> new NotFound(
                        ErrorCode.RISK_CASE_NOT_FOUND,
                        "There is no risk case " + name + ".",
                        "GET /api/v1/risk-cases lists all of them; a file of kind RiskCase makes one."));
    }

    /// Keeps one. Numbers that it asks of a history are looked up when it is assessed.
    ///
    /// @throws Rejected with everything that is wrong; pointers are relative to the spec
    void put(ObjectName name, JsonNode spec, ObjectOrder order) {
        var faults = new Faults();
        requireTexts(spec.path(KeptCase.FILES), faults);
        if (faults.all().isEmpty()) {
            KeptCase kept = KeptCase.of(spec);
            RiskCaseFile.faultsWithoutHistory(kept.text(), kept.files()::get)
                    .forEach(fault -> faults.add(fault.pointer(), fault.message(), fault.remedy()));
        }
        RequestFaults.throwIfAny(faults, "The risk case stays as it is.");
        specs.put(KIND, name, spec, order);
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
    void delete(ObjectName name, ObjectOrder order) {
        specs.delete(KIND, name, order);
    }
}
