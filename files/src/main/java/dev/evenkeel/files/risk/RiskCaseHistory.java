// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The organisation's own history that a case may ask, or that there is none; knows which faults a history
/// would have spared. Confined to one thread, for one case.
final class RiskCaseHistory {
    /// What is said of a case that asks where there is no history.
    static final String NONE_GIVEN = "asks for the organisation's own history, and none was given";
    /// What to do about it.
    static final String GIVE = "give one with --history FILE (docs/reference/own-histories.md), or ";

    private final @Nullable ServiceHistory given;
    private final Set<ValidationErrors.ValidationError> spared = new HashSet<>();

    /// @param given null where there is none
    RiskCaseHistory(@Nullable ServiceHistory given) {
        this.given = given;
    }

    /// The history, or null where there is none.
    @Nullable
    ServiceHistory given() {
        return given;
    }

    /// The history, for a number that is asked of it.
    ///
    /// @param asking where
    /// @param message fault of a case that asks where there is none
    /// @param remedy what to do about it
    /// @return null when there is none, which is then noted
    @Nullable
    ServiceHistory ask(JsonObjectReader asking, String message, String remedy) {
        if (given == null) {
            spared.add(new ValidationErrors.ValidationError(asking.pointer(), message, remedy));
            asking.faults().add(asking.pointer(), message, remedy);
        }
        return given;
    }

    /// Whether a history would have spared the case that fault.
    boolean spares(ValidationErrors.ValidationError fault) {
        return spared.contains(fault);
    }
}
