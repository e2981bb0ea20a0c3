// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The built-in plans.
final class BuiltInPlans implements NamedPlanLookup {
    /// All built-in plans, fastest first.
    static final List<RolloutPlan> ALL =
            List.of(RolloutPlan.fast(), RolloutPlan.standard(), RolloutPlan.careful(), RolloutPlan.shadowFirst());

    private static final Map<String, RolloutPlan> BY_NAME =
            ALL.stream().collect(Collectors.toMap(RolloutPlan::name, Function.identity()));

    @Override
    public @Nullable RolloutPlan find(String name) {
        return BY_NAME.get(name);
    }

    @Override
    public List<String> listNames() {
        return BY_NAME.keySet().stream().sorted().toList();
    }
}
