// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.history.OwnHistory;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The organisation's own history that a case may ask, or that there is none; knows which faults a history would
/// have spared. Confined to one thread, for one case.
final class AskedHistory {
    /// What is said of a case that asks where there is no history.
    static final String NONE_GIVEN = "asks for the organisation's own history, and none was given";
    /// What to do about it.
    static final String GIVE = "give one with --history FILE (docs/reference/own-histories.md), or ";

    private final @Nullable OwnHistory given;
    private final Set<Faults.Fault> spared = new HashSet<>();

    /// @param given null where there is none
    AskedHistory(@Nullable OwnHistory given) {
        this.given = given;
    }

    /// The history, or null where there is none.
    @Nullable
    OwnHistory given() {
        return given;
    }

    /// The history, for a number that is asked of it.
    ///
    /// @param asking where
    /// @param message fault of a case that asks where there is none
    /// @param remedy what to do about it
    /// @return null when there is none, which is then noted
    @Nullable
    OwnHistory ask(JsonFields asking, String message, String remedy) {
        if (given == null) {
            spared.add(new Faults.Fault(asking.pointer(), message, remedy));
            asking.faults().add(asking.pointer(), message, remedy);
        }
        return given;
    }

    /// Whether a history would have spared the case that fault.
    boolean spares(Faults.Fault fault) {
        return spared.contains(fault);
    }
}
