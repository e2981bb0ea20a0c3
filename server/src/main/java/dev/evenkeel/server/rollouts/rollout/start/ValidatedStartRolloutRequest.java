// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.start;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.plan.InvalidPlanException;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.files.plan.RolloutPlanCodec;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.rollouts.rollout.GatedChangeAttributes;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.guard.MigrationRolloutRules;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutStartFlagState;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutStartFlagStateLookup;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A validated request to start a rollout.
///
/// @param flag key of the flag
/// @param control variant of the old code path
/// @param candidate variant of the new code path
/// @param plan steps, guardrails and limits
/// @param restartOf earlier rollout of the flag whose buckets are reused, so that the same units get the
///     candidate first; null for new buckets
/// @param change properties that gates evaluate
/// @param waitsForGates whether it starts despite closed gates and waits for them at 0%
/// @param reason why it is started, for the audit log
record ValidatedStartRolloutRequest(
        String flag,
        String control,
        String candidate,
        RolloutPlan plan,
        @Nullable Rollout restartOf,
        GatedChangeAttributes change,
        boolean waitsForGates,
        String reason) {
    private static final Set<String> FIELDS = Set.of(
            "flag",
            "control",
            "candidate",
            "plan",
            PreparedChangeCatalog.PREPARED,
            "from",
            "restartOf",
            "service",
            "changeClass",
            "onClosedGates",
            "reason");
    private static final Pattern CLASS = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    /// The actions for closed gates at the start.
    private enum ClosedGatesAction {
        REJECT,
        WAIT
    }

    /// Parses and validates a request.
    ///
    /// @return null when the request is invalid; all validation errors have then been added
    static @Nullable ValidatedStartRolloutRequest parse(
            JsonNode body, ValidationInputs known, String who, ValidationErrors errors) {
        JsonObjectReader fields = new JsonObjectReader(body, "", errors).rejectUnknownFields(FIELDS);
        String flag = required(fields, "flag", "the key of a flag");
        String control = required(fields, "control", "the variant that is served now");
        String candidate = required(fields, "candidate", "the variant to roll out");
        RolloutStartFlagState served = flag.isEmpty() ? null : known.flags().find(flag);
        if (!flag.isEmpty()) {
            validateFlag(fields, flag, served, control, candidate);
        }
        if (!control.isEmpty() && control.equals(candidate)) {
            errors.add(
                    fields.pointerTo("candidate"),
                    "control and candidate are both \"" + control + "\"",
                    "name two different variants");
        }
        RolloutPlan read = plan(fields, known.plans());
        RolloutPlan plan = read == null || served == null
                ? read
                : MigrationRolloutRules.withReconciliation(
                        read,
                        new MigrationRolloutRules.VariantTransition(served.variants(), control, candidate),
                        fields.pointerTo("plan"),
                        errors);
        Rollout restartOf = restartOf(fields, flag, known.earlier(), errors);
        GatedChangeAttributes change = change(fields, flag, known.services(), who);
        boolean waits = fields.enumValue("onClosedGates", ClosedGatesAction.class, ClosedGatesAction.REJECT)
                == ClosedGatesAction.WAIT;
        String reason = fields.text("reason", "");
        return plan == null || !errors.toList().isEmpty()
                ? null
                : new ValidatedStartRolloutRequest(flag, control, candidate, plan, restartOf, change, waits, reason);
    }

    /// The data against which a request is validated.
    record ValidationInputs(
            RolloutStartFlagStateLookup flags,
            EarlierRolloutLookup earlier,
            NamedPlanLookup plans,
            ServiceValidator services) {}

    private static GatedChangeAttributes change(
            JsonObjectReader fields, String flag, ServiceValidator services, String who) {
        String service = fields.text("service", "");
        if (fields.find("service") != null) {
            services.validate(flag, service)
                    .ifPresent(fault -> fields.errors().add(fault.pointer(), fault.message(), fault.remedy()));
        }
        String changeClass = fields.text("changeClass", GateContext.NORMAL);
        if (!CLASS.matcher(changeClass).matches()) {
            fields.errors()
                    .add(
                            fields.pointerTo("changeClass"),
                            "invalid change class \"" + changeClass + "\"",
                            "use lower-case letters, digits and dashes, such as hotfix, or omit it");
        }
        return new GatedChangeAttributes(service.isEmpty() ? null : service, changeClass, who);
    }

    private static void validateFlag(
            JsonObjectReader fields,
            String flag,
            @Nullable RolloutStartFlagState known,
            String control,
            String candidate) {
        ValidationErrors errors = fields.errors();
        validateVariant(fields.pointerTo("control"), control, flag, known, errors);
        validateVariant(fields.pointerTo("candidate"), candidate, flag, known, errors);
        if (known == null) {
            errors.add(
                    fields.pointerTo("flag"),
                    "flag \"" + flag + "\" does not exist",
                    "create the flag first, or correct the key");
        } else if (!known.enabled()) {
            errors.add(
                    fields.pointerTo("flag"),
                    "flag \"" + flag + "\" is disabled, so no unit would get either variant",
                    "enable it first: ./evenkeel flag enable " + flag);
        } else {
            MigrationRolloutRules.validate(known, control, candidate, errors);
        }
    }

    private static @Nullable Rollout restartOf(
            JsonObjectReader fields, String flag, EarlierRolloutLookup earlier, ValidationErrors errors) {
        String id = fields.text("restartOf", "");
        if (id.isEmpty()) {
            return null;
        }
        Rollout found = earlier.find(id);
        if (found == null || !found.flag().equals(flag)) {
            errors.add(
                    fields.pointerTo("restartOf"),
                    "flag \"" + flag + "\" has no rollout \"" + id + "\" in this environment",
                    "use the id of an earlier rollout of the flag, or omit it");
        }
        return found;
    }

    /// A lookup of rollouts of the environment.
    @FunctionalInterface
    interface EarlierRolloutLookup {
        /// @return null when the rollout does not exist
        @Nullable
        Rollout find(String id);
    }

    /// A validator of services in the catalogue.
    @FunctionalInterface
    interface ServiceValidator {
        /// Returns the validation error of the service of a flag's change, if any.
        Optional<ValidationErrors.ValidationError> validate(String flag, String service);
    }

    private static String required(JsonObjectReader fields, String name, String what) {
        String text = fields.text(name, "");
        if (text.isEmpty()) {
            fields.errors().add(fields.pointerTo(name), "is missing", "give " + what);
        }
        return text;
    }

    private static void validateVariant(
            String pointer,
            String variant,
            String flag,
            @Nullable RolloutStartFlagState known,
            ValidationErrors errors) {
        if (known != null && !variant.isEmpty() && !known.variants().contains(variant)) {
            errors.add(
                    pointer,
                    "flag \"" + flag + "\" has no variant \"" + variant + "\"",
                    "use one of " + String.join(", ", known.variants()));
        }
    }

    private static @Nullable RolloutPlan plan(JsonObjectReader fields, NamedPlanLookup plans) {
        ValidationErrors errors = fields.errors();
        RolloutPlan plan = RolloutPlanCodec.parse(fields.find("plan"), plans, fields.pointerTo("plan"), errors);
        Percent from = fields.percent("from", Percent.NONE);
        if (plan == null || from.equals(Percent.NONE)) {
            return plan;
        }
        if (plan.steps().getLast().exposure().compareTo(from) < 0) {
            errors.add(
                    fields.pointerTo("from"),
                    "the plan has no step at or above " + from + "; its last step is "
                            + plan.steps().getLast().exposure(),
                    "use a lower exposure");
            return null;
        }
        return startingAt(plan, from, fields, errors);
    }

    private static @Nullable RolloutPlan startingAt(
            RolloutPlan plan, Percent from, JsonObjectReader fields, ValidationErrors errors) {
        try {
            return plan.fromExposure(from);
        } catch (InvalidPlanException e) {
            e.problems()
                    .forEach(problem -> errors.add(
                            fields.pointerTo("plan") + problem.pointer(), problem.message(), problem.remedy()));
            return null;
        }
    }
}
