// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.files.experiment.ExperimentPlanCodec;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A validated request to start an experiment.
///
/// @param flag key of the flag
/// @param hypothesis expected result
/// @param service service that is changed; null when unknown
/// @param reason why it is started, for the audit log
record StartExperimentRequest(
        String flag,
        ExperimentPlan plan,
        String hypothesis,
        @Nullable String service,
        String reason) {
    private static final Set<String> FIELDS = Set.of("flag", "plan", "hypothesis", "service", "reason");

    /// A validator of services in the catalogue.
    @FunctionalInterface
    interface ServiceValidator {
        /// Returns the validation error of the service of a flag's change, if any.
        Optional<ValidationErrors.ValidationError> validate(String flag, String service);
    }

    /// The data against which a request is validated.
    ///
    /// @param definition the environment's flags, as authored
    /// @param limit limit set by the environment's policy
    record ExperimentValidationContext(JsonNode definition, TreatmentShareLimit limit, ServiceValidator services) {}

    /// Parses and validates a request.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    static StartExperimentRequest parse(JsonNode body, ExperimentValidationContext known) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors).rejectUnknownFields(FIELDS);
        String flag = fields.text("flag", "");
        ExperimentPlan plan = ExperimentPlanCodec.parse(fields.find("plan"), "/plan", errors);
        JsonNode definition = known.definition().path("flags").path(flag);
        validatePlan(flag, plan, definition, errors);
        if (plan != null) {
            known.limit()
                    .validate(plan, definition.path("defaultVariant"))
                    .ifPresent(fault -> errors.add(fault.pointer(), fault.message(), fault.remedy()));
        }
        String hypothesis = fields.text("hypothesis", "");
        String service = fields.find("service") == null ? null : fields.text("service", "");
        if (service != null) {
            known.services()
                    .validate(flag, service)
                    .ifPresent(fault -> errors.add(fault.pointer(), fault.message(), fault.remedy()));
        }
        String reason = fields.text("reason", "");
        ValidationErrorMapper.throwIfAny(errors, "The experiment was not started.");
        if (plan == null) {
            throw new IllegalStateException("no plan and no validation error: " + body);
        }
        return new StartExperimentRequest(flag, plan, hypothesis, service, reason);
    }

    private static void validatePlan(
            String flag, @Nullable ExperimentPlan plan, JsonNode known, ValidationErrors errors) {
        if (flag.isEmpty()) {
            errors.add("/flag", "is missing", "give the key of a flag");
            return;
        }
        if (!known.path("variants").isObject()) {
            errors.add("/flag", "flag \"" + flag + "\" does not exist", "create the flag first, or correct the key");
            return;
        }
        if (known.path("state").asString("").equals("DISABLED")) {
            errors.add(
                    "/flag",
                    "flag \"" + flag + "\" is disabled, so no unit would be exposed",
                    "enable it first: ./evenkeel flag enable " + flag);
        }
        List<String> variants = List.copyOf(known.path("variants").propertyNames());
        for (int i = 0; plan != null && i < plan.parts().size(); i++) {
            String variant = plan.parts().get(i).variant();
            if (!variants.contains(variant)) {
                errors.add(
                        "/plan/variants/" + i + "/variant",
                        "flag \"" + flag + "\" has no variant \"" + variant + "\"",
                        "use one of " + String.join(", ", variants));
            }
        }
    }
}
