// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.engine.rollout.plan.ReconciliationGuardrail;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.flags.flag.MigrationStageTransition;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.util.List;

/// The rules for a rollout of a migration flag: it starts at the stage that is the flag's default variant and
/// moves by one stage, forward, or backward while the old store still receives writes.
public final class MigrationRolloutRules {
    private MigrationRolloutRules() {}

    /// Whether a rollout moves from one migration stage to another.
    static boolean isMigrationStep(Rollout rollout) {
        return MigrationStage.findByVariant(rollout.control()).isPresent()
                && MigrationStage.findByVariant(rollout.candidate()).isPresent();
    }

    /// Whether processes at a variant write both stores of a migration.
    static boolean writesBoth(String variant) {
        return MigrationStage.findByVariant(variant)
                .filter(MigrationStage::writesBoth)
                .isPresent();
    }

    /// Returns the plan with its reconciliation guardrail: when moving forward from a stage that writes both
    /// stores, the stores must be verified to agree, unless the plan sets its own requirement. Adds a
    /// validation error for a requirement that cannot be met.
    ///
    /// @param pointer JSON pointer to the plan in the request
    public static RolloutPlan withReconciliation(
            RolloutPlan plan, VariantTransition step, String pointer, ValidationErrors errors) {
        ReconciliationGuardrail guardrail = plan.guardrails().reconciliation();
        if (guardrail == null) {
            return step.isForward() && writesBoth(step.control())
                    ? plan.withReconciliation(ReconciliationGuardrail.DEFAULT)
                    : plan;
        }
        if (!step.isBetweenStages()) {
            errors.add(
                    pointer + "/guardrails/reconciliation",
                    "requires a comparison of two stores, but the rollout is not a migration step",
                    "omit it; the variants of a migration flag are stages only: off, dualwrite, shadow, live, rampdown,"
                            + " complete");
        } else if (guardrail.required() && !writesBoth(step.control())) {
            errors.add(
                    pointer + "/guardrails/reconciliation",
                    "at \"" + step.control() + "\" only one store receives writes, so the stores cannot match",
                    "omit it, or write {\"required\":false}");
        }
        return plan;
    }

    /// A transition between two variants of a flag.
    ///
    /// @param variants all variants of the flag
    public record VariantTransition(List<String> variants, String control, String candidate) {
        boolean isBetweenStages() {
            List<MigrationStage> stages = MigrationStage.listStages(variants);
            return indexOf(stages, control) >= 0 && indexOf(stages, candidate) >= 0;
        }

        boolean isForward() {
            List<MigrationStage> stages = MigrationStage.listStages(variants);
            return isBetweenStages() && indexOf(stages, control) < indexOf(stages, candidate);
        }
    }

    /// Adds validation errors for a request that breaks these rules; none for flags without a migration.
    public static void validate(RolloutStartFlagState flag, String control, String candidate, ValidationErrors errors) {
        List<MigrationStage> stages = MigrationStage.listStages(flag.variants());
        int from = indexOf(stages, control);
        int to = indexOf(stages, candidate);
        if (from < 0 || to < 0 || from == to) {
            return;
        }
        if (!control.equals(flag.defaultVariant())) {
            errors.add(
                    "/control",
                    "the migration is at stage \"" + flag.defaultVariant() + "\", the flag's default variant",
                    "use that stage as control, or make \"" + control + "\" the default variant first");
        }
        new MigrationStageTransition(stages, stages.get(from), stages.get(to))
                .findObjection()
                .ifPresent(objection -> errors.add("/candidate", objection.message(), objection.remedy()));
    }

    private static int indexOf(List<MigrationStage> stages, String variant) {
        return MigrationStage.findByVariant(variant).map(stages::indexOf).orElse(-1);
    }
}
