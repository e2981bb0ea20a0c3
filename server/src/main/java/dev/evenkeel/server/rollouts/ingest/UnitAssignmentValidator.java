// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.wire.CallReport;
import dev.evenkeel.core.wire.CompletedCall;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.VariantCalls;
import dev.evenkeel.server.flags.flag.EnvironmentSnapshot;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.problems.Problem.FieldError;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Holds units that are told by their targeting keys to the split. The guard's evidence rests on each
/// unit being where its hash puts it: whoever tells a request, a session or a wrong variant for the
/// unit would break that without knowing it. Looks at exposures in force; of earlier ones the split is
/// no longer known. Thread-safe.
@Component
class UnitAssignmentValidator {
    private static final int MOST_TOLD = 20;

    private final FlagService flags;

    UnitAssignmentValidator(FlagService flags) {
        this.flags = flags;
    }

    /// @throws ValidationException when a unit is one that the split gives another variant; it does not repeat
    ///     the unit
    void requireOfTheirVariants(String environment, CallReport report) {
        FlagSnapshot snapshot =
                flags.findLatest(environment).map(EnvironmentSnapshot::compiled).orElse(FlagSnapshot.EMPTY);
        List<FieldError> faults = new ArrayList<>();
        for (int i = 0; i < report.groups().size(); i++) {
            VariantCalls group = report.groups().get(i);
            if (isInForce(snapshot, group)) {
                look(snapshot, group, "/groups/" + i, faults);
            }
        }
        if (!faults.isEmpty()) {
            throw new ValidationException(
                    ProblemCode.INVALID,
                    "Some units are not those that the split gives their variant. Nothing of the report was stored.",
                    "Tell the targeting key with which the flag was evaluated, and the variant and role of that evaluation.",
                    faults);
        }
    }

    private static boolean isInForce(FlagSnapshot snapshot, VariantCalls group) {
        SplitKey told = group.split();
        RolloutSplit split = snapshot.split(group.flag());
        return told != null
                && split != null
                && split.rollout().equals(told.rollout())
                && split.revision() == told.revision();
    }

    private static void look(FlagSnapshot snapshot, VariantCalls group, String place, List<FieldError> faults) {
        for (int i = 0; i < group.calls().size(); i++) {
            CompletedCall call = group.calls().get(i);
            if (call.unit() != null) {
                look(snapshot, group, call.unit(), place + "/calls/" + i + "/unit", faults);
            }
        }
        for (int i = 0; i < group.begun().size(); i++) {
            look(snapshot, group, group.begun().get(i), place + "/begun/" + i, faults);
        }
    }

    private static void look(
            FlagSnapshot snapshot, VariantCalls group, String unit, String pointer, List<FieldError> faults) {
        if (faults.size() < MOST_TOLD && !group.variant().equals(snapshot.splitVariant(group.flag(), unit))) {
            faults.add(new FieldError(
                    pointer,
                    "the split gives this unit another variant than " + group.variant() + ".",
                    "Send the targeting key of the evaluation."));
        }
    }
}
