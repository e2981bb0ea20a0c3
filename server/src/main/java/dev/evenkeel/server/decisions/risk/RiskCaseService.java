// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.risk.RiskCaseFile;
import dev.evenkeel.server.foundation.manifest.KindStorageMapping;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.ManifestOnlyObjectRepository;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.problems.ValidationException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// A service that stores named risk cases, which can be reviewed like code and assessed again when their
/// numbers change. An assessment keeps a copy of the case that it was created from.
@Component
class RiskCaseService {
    private static final KindStorageMapping<JsonNode> KIND = KindStorageMapping.ofJson(
            new KindStorageMapping.TableLocation("risk_case", List.of("name"), "spec"),
            new KindStorageMapping.AuditActions("risk.case.set", "risk.case.deleted"));

    private final ManifestOnlyObjectRepository specs;

    RiskCaseService(ManifestOnlyObjectRepository specs) {
        this.specs = specs;
    }

    /// Returns all specs by name.
    SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        return specs.listAll(KIND);
    }

    /// Returns all names, in order.
    List<String> listNames() {
        return listSpecs().keySet().stream().map(ManifestObjectName::name).toList();
    }

    Optional<StoredRiskCase> findByName(String name) {
        return specs.findByName(KIND, ManifestObjectName.of(name)).map(StoredRiskCase::of);
    }

    /// Returns the spec of a case.
    ///
    /// @throws NotFoundException when no case has this name
    JsonNode get(String name) {
        return specs.findByName(KIND, ManifestObjectName.of(name))
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.RISK_CASE_NOT_FOUND,
                        "Risk case " + name + " does not exist.",
                        "To list risk cases: ./evenkeel risk cases. To create one, apply an object of kind RiskCase."));
    }

    /// Stores a case. Numbers that it reads from a history are resolved at each assessment.
    ///
    /// @throws ValidationException with all validation errors; pointers are relative to the spec
    void save(ManifestObjectName name, JsonNode spec, ManifestChangeContext context) {
        var errors = new ValidationErrors();
        requireTexts(spec.path(StoredRiskCase.FILES), errors);
        if (errors.toList().isEmpty()) {
            StoredRiskCase storedRiskCase = StoredRiskCase.of(spec);
            RiskCaseFile.findErrorsWithoutHistory(storedRiskCase.text(), storedRiskCase.files()::get)
                    .forEach(errors::add);
        }
        ValidationErrorMapper.throwIfAny(errors, "The risk case was not changed.");
        specs.save(KIND, name, spec, context);
    }

    private static void requireTexts(JsonNode files, ValidationErrors errors) {
        files.properties().stream()
                .filter(file -> !file.getValue().isString())
                .forEach(file -> errors.add(
                        "/" + StoredRiskCase.FILES + "/" + file.getKey(),
                        "must be a string",
                        "send the text of the file as a string"));
        if (!files.isMissingNode() && !files.isObject()) {
            errors.add("/" + StoredRiskCase.FILES, "must be an object", "send an object with file texts by file name");
        }
    }

    /// Deletes a case. Assessments created from it remain.
    void delete(ManifestObjectName name, ManifestChangeContext context) {
        specs.delete(KIND, name, context);
    }
}
