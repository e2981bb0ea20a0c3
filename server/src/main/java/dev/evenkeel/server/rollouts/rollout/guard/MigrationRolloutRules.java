// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.engine.rollout.plan.ReconciliationGuardrail;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.flags.flag.MigrationStageTransition;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.util.List;

/// What a rollout of a migration's flag has to keep to: it begins at the stage that everybody is at
/// and goes one stage, forward, or back while the old store still gets writes.
public final class MigrationRolloutRules {
    private MigrationRolloutRules() {}

    /// Whether a rollout goes from one stage of a migration to another.
    static boolean isStep(Rollout rollout) {
        return MigrationStage.of(rollout.control()).isPresent()
                && MigrationStage.of(rollout.candidate()).isPresent();
    }

    /// Whether who is at a variant writes both stores of a migration.
    static boolean writesBoth(String variant) {
        return MigrationStage.of(variant).filter(MigrationStage::writesBoth).isPresent();
    }

    /// The plan with what it asks of the stores: on the way forward from a stage that writes both they
    /// have to be known to agree, unless the plan says otherwise. Notes what it must not ask.
    ///
    /// @param pointer where the plan is in the order
    public static RolloutPlan reconciled(RolloutPlan plan, Step step, String pointer, ValidationErrors faults) {
        ReconciliationGuardrail asked = plan.guardrails().reconciliation();
        if (asked == null) {
            return step.isForward() && writesBoth(step.control()) ? plan.with(ReconciliationGuardrail.USUAL) : plan;
        }
        if (!step.isThere()) {
            faults.add(
                    pointer + "/guardrails/reconciliation",
                    "asks for two stores to be compared, and this is no step of a migration",
                    "leave it out; a migration's flag has only stages as variants: off, dualwrite, shadow, live, rampdown,"
                            + " complete");
        } else if (asked.required() && !writesBoth(step.control())) {
            faults.add(
                    pointer + "/guardrails/reconciliation",
                    "at \"" + step.control() + "\" only one store gets the writes, so the stores cannot agree",
                    "leave it out, or write {\"required\":false}");
        }
        return plan;
    }

    /// From one stage of a flag to another.
    ///
    /// @param variants of the flag
    public record Step(List<String> variants, String control, String candidate) {
        boolean isThere() {
            List<MigrationStage> stages = MigrationStage.allOf(variants);
            return indexOf(stages, control) >= 0 && indexOf(stages, candidate) >= 0;
        }

        boolean isForward() {
            List<MigrationStage> stages = MigrationStage.allOf(variants);
            return isThere() && indexOf(stages, control) < indexOf(stages, candidate);
        }
    }

    /// Notes what an order breaks of it; nothing for flags that lead no migration.
    public static void check(FlagVariants flag, String control, String candidate, ValidationErrors faults) {
        List<MigrationStage> stages = MigrationStage.allOf(flag.variants());
        int from = indexOf(stages, control);
        int to = indexOf(stages, candidate);
        if (from < 0 || to < 0 || from == to) {
            return;
        }
        if (!control.equals(flag.defaultVariant())) {
            faults.add(
                    "/control",
                    "everybody is at stage \"" + flag.defaultVariant() + "\", the flag's default variant",
                    "roll out from there, or make \"" + control + "\" the default variant first");
        }
        new MigrationStageTransition(stages, stages.get(from), stages.get(to))
                .findObjection()
                .ifPresent(objection -> faults.add("/candidate", objection.message(), objection.remedy()));
    }

    private static int indexOf(List<MigrationStage> stages, String variant) {
        return MigrationStage.of(variant).map(stages::indexOf).orElse(-1);
    }
}
