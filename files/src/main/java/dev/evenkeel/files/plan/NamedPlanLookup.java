// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A lookup of the plans that requests can reference by name. Thread-safe.
public interface NamedPlanLookup {
    /// A lookup of the built-in plans only.
    NamedPlanLookup BUILT_IN = new BuiltInPlans();

    /// @return the plan with a name; null when none has it
    @Nullable
    RolloutPlan find(String name);

    /// Returns all names, sorted.
    List<String> listNames();

    /// Returns the built-in plans, fastest first.
    static List<RolloutPlan> listBuiltIn() {
        return BuiltInPlans.ALL;
    }

    /// Whether a name is that of a built-in plan.
    static boolean isBuiltIn(String name) {
        return BUILT_IN.find(name) != null;
    }
}
