// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.risk.RiskCaseFile;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.StoredKind;
import dev.evenkeel.server.foundation.manifest.StoredSpecRepository;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import dev.evenkeel.server.foundation.problems.ValidationException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Risk cases that are kept under a name: what a decision rests on, reviewed like code and assessed again when
/// numbers have changed. An assessment keeps the case that it was made from. Thread-safe.
@Component
class RiskCaseService {
    private static final StoredKind<JsonNode> KIND = StoredKind.ofJson(
            new StoredKind.TableLocation("risk_case", List.of("name"), "spec"),
            new StoredKind.AuditActions("risk.case.set", "risk.case.deleted"));

    private final StoredSpecRepository specs;

    RiskCaseService(StoredSpecRepository specs) {
        this.specs = specs;
    }

    /// All specs by name.
    SortedMap<ManifestObjectName, JsonNode> all() {
        return specs.all(KIND);
    }

    /// Their names, in order.
    List<String> names() {
        return all().keySet().stream().map(ManifestObjectName::name).toList();
    }

    Optional<StoredRiskCase> find(String name) {
        return specs.find(KIND, ManifestObjectName.of(name)).map(StoredRiskCase::of);
    }

    /// The spec of one.
    ///
    /// @throws NotFoundException when there is none
    JsonNode get(String name) {
        return specs.find(KIND, ManifestObjectName.of(name))
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.RISK_CASE_NOT_FOUND,
                        "There is no risk case " + name + ".",
                        "GET /api/v1/risk-cases lists all of them; a file of kind RiskCase makes one."));
    }

    /// Keeps one. Numbers that it asks of a history are looked up when it is assessed.
    ///
    /// @throws ValidationException with everything that is wrong; pointers are relative to the spec
    void put(ManifestObjectName name, JsonNode spec, ManifestChangeContext order) {
        var faults = new ValidationErrors();
        requireTexts(spec.path(StoredRiskCase.FILES), faults);
        if (faults.all().isEmpty()) {
            StoredRiskCase kept = StoredRiskCase.of(spec);
            RiskCaseFile.faultsWithoutHistory(kept.text(), kept.files()::get)
                    .forEach(fault -> faults.add(fault.pointer(), fault.message(), fault.remedy()));
        }
        RequestValidation.throwIfAny(faults, "The risk case stays as it is.");
        specs.put(KIND, name, spec, order);
    }

    private static void requireTexts(JsonNode files, ValidationErrors faults) {
        files.properties().stream()
                .filter(file -> !file.getValue().isString())
                .forEach(file -> faults.add(
                        "/" + StoredRiskCase.FILES + "/" + file.getKey(),
                        "must be a text",
                        "give the text of the file"));
        if (!files.isMissingNode() && !files.isObject()) {
            faults.add("/" + StoredRiskCase.FILES, "must be an object", "give texts by the names of their files");
        }
    }

    /// Forgets one. Assessments that were made from it stay.
    void delete(ManifestObjectName name, ManifestChangeContext order) {
        specs.delete(KIND, name, order);
    }
}
