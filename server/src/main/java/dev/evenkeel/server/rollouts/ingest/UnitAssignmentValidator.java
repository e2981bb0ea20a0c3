// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.wire.CallReport;
import dev.evenkeel.core.wire.CompletedCall;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.VariantCalls;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.server.flags.flag.EnvironmentSnapshot;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// The validator of units that are reported by targeting key: each must have the variant that the split assigns
/// to it. The guard's evidence requires that units are assigned by their hash; a report with request or session
/// ids as units, or with a wrong variant, would invalidate it. Validates only current exposures, because
/// earlier splits are no longer known. Thread-safe.
@Component
class UnitAssignmentValidator {
    private static final int MOST_TOLD = 20;

    private final FlagService flags;

    UnitAssignmentValidator(FlagService flags) {
        this.flags = flags;
    }

    /// @throws ValidationException when the split assigns another variant to a unit; the message does not
    ///     contain the unit
    void requireAssignedVariants(String environment, CallReport report) {
        FlagSnapshot snapshot =
                flags.findLatest(environment).map(EnvironmentSnapshot::compiled).orElse(FlagSnapshot.EMPTY);
        List<ValidationError> faults = new ArrayList<>();
        for (int i = 0; i < report.groups().size(); i++) {
            VariantCalls group = report.groups().get(i);
            if (isInForce(snapshot, group)) {
                validateGroup(snapshot, group, "/groups/" + i, faults);
            }
        }
        if (!faults.isEmpty()) {
            throw new ValidationException(
                    ProblemCode.INVALID,
                    "The split assigns some units to a variant other than the reported one. The report was not stored.",
                    "Send the targeting key used in the evaluation, and the variant and role of that evaluation.",
                    faults);
        }
    }

    private static boolean isInForce(FlagSnapshot snapshot, VariantCalls group) {
        SplitKey splitKey = group.split();
        RolloutSplit split = snapshot.findRolloutSplit(group.flag());
        return splitKey != null
                && split != null
                && split.rollout().equals(splitKey.rollout())
                && split.revision() == splitKey.revision();
    }

    private static void validateGroup(
            FlagSnapshot snapshot, VariantCalls group, String place, List<ValidationError> faults) {
        for (int i = 0; i < group.calls().size(); i++) {
            CompletedCall call = group.calls().get(i);
            if (call.unit() != null) {
                validateUnit(snapshot, group, call.unit(), place + "/calls/" + i + "/unit", faults);
            }
        }
        for (int i = 0; i < group.begun().size(); i++) {
            validateUnit(snapshot, group, group.begun().get(i), place + "/begun/" + i, faults);
        }
    }

    private static void validateUnit(
            FlagSnapshot snapshot, VariantCalls group, String unit, String pointer, List<ValidationError> faults) {
        if (faults.size() < MOST_TOLD && !group.variant().equals(snapshot.findSplitVariant(group.flag(), unit))) {
            faults.add(new ValidationError(
                    pointer,
                    "the split does not assign this unit to variant " + group.variant() + ".",
                    "Send the targeting key of the evaluation."));
        }
    }
}
