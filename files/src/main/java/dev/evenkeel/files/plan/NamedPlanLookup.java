// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plans that orders name instead of writing them out. Thread-safe.
public interface NamedPlanLookup {
    /// Those that come with Evenkeel, and no others.
    NamedPlanLookup SHIPPED = new BuiltInPlans();

    /// @return the plan of that name; null when there is none
    @Nullable
    RolloutPlan find(String name);

    /// All names, sorted.
    List<String> names();

    /// The plans that come with Evenkeel, the quickest first.
    static List<RolloutPlan> shipped() {
        return BuiltInPlans.ALL;
    }

    /// Whether that is the name of a plan that comes with Evenkeel.
    static boolean isShipped(String name) {
        return SHIPPED.find(name) != null;
    }
}
