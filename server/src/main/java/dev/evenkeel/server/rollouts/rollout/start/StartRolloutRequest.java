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
import dev.evenkeel.server.rollouts.rollout.ChangeContext;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.guard.FlagVariants;
import dev.evenkeel.server.rollouts.rollout.guard.FlagVariantsLookup;
import dev.evenkeel.server.rollouts.rollout.guard.MigrationRolloutRules;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a rollout is to be started with.
///
/// @param flag key of the flag
/// @param control variant of the old path
/// @param candidate variant of the new path
/// @param plan steps, guardrails and limits
/// @param restarts an earlier rollout of the flag, whose buckets it keeps: who was on the candidate first is so
///     again; null for buckets of its own
/// @param change what gates are told of it
/// @param waits whether it begins although gates are closed, and waits for them at 0 %
/// @param reason why, for the ledger
record StartRolloutRequest(
        String flag,
        String control,
        String candidate,
        RolloutPlan plan,
        @Nullable Rollout restarts,
        ChangeContext change,
        boolean waits,
        String reason) {
    private static final Set<String> FIELDS = Set.of(
            "flag",
            "control",
            "candidate",
            "plan",
            "from",
            "restarts",
            "service",
            "changeClass",
            "whenClosed",
            "reason");
    private static final Pattern CLASS = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    /// What to do when gates are closed at the start.
    private enum WhenClosed {
        REFUSE,
        WAIT
    }

    /// Reads an order.
    ///
    /// @return null when something is wrong; every fault is then noted
    static @Nullable StartRolloutRequest read(
            JsonNode body, ValidationInputs known, String who, ValidationErrors faults) {
        JsonObjectReader fields = new JsonObjectReader(body, "", faults).only(FIELDS);
        String flag = required(fields, "flag", "the key of a flag");
        String control = required(fields, "control", "the variant that serves now");
        String candidate = required(fields, "candidate", "the variant to roll out");
        FlagVariants served = flag.isEmpty() ? null : known.flags().find(flag);
        if (!flag.isEmpty()) {
            check(fields, flag, served, control, candidate);
        }
        if (!control.isEmpty() && control.equals(candidate)) {
            faults.add(
                    fields.at("candidate"),
                    "control and candidate are both \"" + control + "\"",
                    "name two different variants");
        }
        RolloutPlan read = plan(fields, known.plans());
        RolloutPlan plan = read == null || served == null
                ? read
                : MigrationRolloutRules.reconciled(
                        read,
                        new MigrationRolloutRules.Step(served.variants(), control, candidate),
                        fields.at("plan"),
                        faults);
        Rollout restarts = restarts(fields, flag, known.earlier(), faults);
        ChangeContext change = change(fields, flag, known.services(), who);
        boolean waits = fields.oneOf("whenClosed", WhenClosed.class, WhenClosed.REFUSE) == WhenClosed.WAIT;
        String reason = fields.text("reason", "");
        return plan == null || !faults.all().isEmpty()
                ? null
                : new StartRolloutRequest(flag, control, candidate, plan, restarts, change, waits, reason);
    }

    /// What an order is read against.
    record ValidationInputs(
            FlagVariantsLookup flags, EarlierRolloutLookup earlier, NamedPlanLookup plans, ServiceValidator services) {}

    private static ChangeContext change(JsonObjectReader fields, String flag, ServiceValidator services, String who) {
        String service = fields.text("service", "");
        if (fields.find("service") != null) {
            services.validate(flag, service)
                    .ifPresent(fault -> fields.faults().add(fault.pointer(), fault.message(), fault.remedy()));
        }
        String changeClass = fields.text("changeClass", GateContext.NORMAL);
        if (!CLASS.matcher(changeClass).matches()) {
            fields.faults()
                    .add(
                            fields.at("changeClass"),
                            "\"" + changeClass + "\" is no class of change",
                            "use lower-case letters, digits and dashes, such as hotfix, or leave it out");
        }
        return new ChangeContext(service.isEmpty() ? null : service, changeClass, who);
    }

    private static void check(
            JsonObjectReader fields, String flag, @Nullable FlagVariants known, String control, String candidate) {
        ValidationErrors faults = fields.faults();
        known(fields.at("control"), control, flag, known, faults);
        known(fields.at("candidate"), candidate, flag, known, faults);
        if (known == null) {
            faults.add(fields.at("flag"), "there is no flag \"" + flag + "\"", "define it first, or correct the key");
        } else if (!known.enabled()) {
            faults.add(
                    fields.at("flag"),
                    "flag \"" + flag + "\" is disabled, so nobody would be on either side",
                    "enable it first: POST .../flags/" + flag + "/restore");
        } else {
            MigrationRolloutRules.check(known, control, candidate, faults);
        }
    }

    private static @Nullable Rollout restarts(
            JsonObjectReader fields, String flag, EarlierRolloutLookup earlier, ValidationErrors faults) {
        String id = fields.text("restarts", "");
        if (id.isEmpty()) {
            return null;
        }
        Rollout found = earlier.find(id);
        if (found == null || !found.flag().equals(flag)) {
            faults.add(
                    fields.at("restarts"),
                    "there is no rollout \"" + id + "\" of flag \"" + flag + "\" in this environment",
                    "name an earlier one, or leave it out");
        }
        return found;
    }

    /// The rollouts of the environment.
    @FunctionalInterface
    interface EarlierRolloutLookup {
        /// @return null when there is no such rollout
        @Nullable
        Rollout find(String id);
    }

    /// The services of the catalogue.
    @FunctionalInterface
    interface ServiceValidator {
        /// What is wrong with the service that is named for the change of a flag.
        Optional<ValidationErrors.ValidationError> validate(String flag, String service);
    }

    private static String required(JsonObjectReader fields, String name, String what) {
        String text = fields.text(name, "");
        if (text.isEmpty()) {
            fields.faults().add(fields.at(name), "is missing", "give " + what);
        }
        return text;
    }

    private static void known(
            String pointer, String variant, String flag, @Nullable FlagVariants known, ValidationErrors faults) {
        if (known != null && !variant.isEmpty() && !known.variants().contains(variant)) {
            faults.add(
                    pointer,
                    "flag \"" + flag + "\" has no variant \"" + variant + "\"",
                    "use one of " + String.join(", ", known.variants()));
        }
    }

    private static @Nullable RolloutPlan plan(JsonObjectReader fields, NamedPlanLookup plans) {
        ValidationErrors faults = fields.faults();
        RolloutPlan plan = RolloutPlanCodec.read(fields.find("plan"), plans, fields.at("plan"), faults);
        Percent from = fields.percent("from", Percent.NONE);
        if (plan == null || from.equals(Percent.NONE)) {
            return plan;
        }
        if (plan.steps().getLast().exposure().compareTo(from) < 0) {
            faults.add(
                    fields.at("from"),
                    "no step is at or above " + from + "; the last is "
                            + plan.steps().getLast().exposure(),
                    "start lower");
            return null;
        }
        return startingAt(plan, from, fields, faults);
    }

    private static @Nullable RolloutPlan startingAt(
            RolloutPlan plan, Percent from, JsonObjectReader fields, ValidationErrors faults) {
        try {
            return plan.startingAt(from);
        } catch (InvalidPlanException e) {
            e.problems()
                    .forEach(problem ->
                            faults.add(fields.at("plan") + problem.pointer(), problem.message(), problem.remedy()));
            return null;
        }
    }
}
