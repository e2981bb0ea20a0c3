// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.VariantShare;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.validation.ValidationError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The maximum share of units that experiments of an environment may assign to treatments. Since the plan
/// chooses its control, the share of all variants other than the flag's default is limited, too.
///
/// @param share null for no limit
record TreatmentShareLimit(String environment, @Nullable Percent share) {
    private static final String POINTER = "/plan/variants";

    /// Validates the shares of a plan.
    ///
    /// @param defaultVariant default variant of the flag; when it has none, the plan's control counts as what
    ///     units get without the experiment
    Optional<ValidationError> validate(ExperimentPlan plan, JsonNode defaultVariant) {
        if (share == null) {
            return Optional.empty();
        }
        Percent treatments = allBut(plan.control(), plan);
        if (treatments.compareTo(share) > 0) {
            return Optional.of(fault("treatments get " + treatments + " of the units", plan.control()));
        }
        String usual = defaultVariant.isString() ? defaultVariant.stringValue() : plan.control();
        Percent others = allBut(usual, plan);
        return others.compareTo(share) > 0
                ? Optional.of(fault(
                        others + " of the units get a variant other than the default variant \"" + usual + "\"", usual))
                : Optional.empty();
    }

    private ValidationError fault(String finding, String variant) {
        return new ValidationError(
                POINTER,
                finding + "; the gate policy of environment " + environment + " allows at most " + share,
                "give \"" + variant + "\" a larger share, or ask an administrator to change treatmentLimit in the gate"
                        + " policy");
    }

    private static Percent allBut(String variant, ExperimentPlan plan) {
        return new Percent(plan.parts().stream()
                .filter(part -> !part.variant().equals(variant))
                .map(VariantShare::share)
                .mapToInt(Percent::basisPoints)
                .sum());
    }
}
