// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.plan;

import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.plan.NamedPlans;
import dev.evenkeel.files.plan.PlanCodec;
import dev.evenkeel.server.foundation.manifest.KeptKind;
import dev.evenkeel.server.foundation.manifest.KeptSpecs;
import dev.evenkeel.server.foundation.manifest.ObjectName;
import dev.evenkeel.server.foundation.manifest.ObjectOrder;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The plans that orders name: those that come with Evenkeel, and those that this server keeps. Thread-safe.
///
/// Whoever reads a plan by its name has it whole: a rollout holds a copy, and nothing refers to a kept plan later.
@Component
public class KeptPlans implements NamedPlans {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private static final KeptKind<RolloutPlan> KIND = new KeptKind<>(
            new KeptKind.Place("kept_plan", List.of("name"), "plan"),
            new KeptKind.Actions("plan.set", "plan.deleted"),
            PlanCodec::decode,
            PlanCodec::encode);

    private final KeptSpecs specs;

    KeptPlans(KeptSpecs specs) {
        this.specs = specs;
    }

    /// Whether a plan that is kept may have that name.
    static boolean isName(String name) {
        return NAME.matcher(name).matches() && !NamedPlans.isShipped(name);
    }

    @Override
    public @Nullable RolloutPlan find(String name) {
        return isName(name) ? specs.find(KIND, ObjectName.of(name)).orElse(null) : SHIPPED.find(name);
    }

    @Override
    public List<String> names() {
        return Stream.concat(SHIPPED.names().stream(), kept().stream().map(RolloutPlan::name))
                .sorted()
                .toList();
    }

    /// Those that are kept, by name.
    public List<RolloutPlan> kept() {
        return List.copyOf(specs.all(KIND).values());
    }

    /// Keeps a plan under its name. One that says what is kept already changes nothing.
    void put(RolloutPlan plan, ObjectOrder order) {
        specs.put(KIND, ObjectName.of(plan.name()), plan, order);
    }

    /// Keeps a plan no longer, if it is kept.
    void delete(ObjectName name, ObjectOrder order) {
        specs.delete(KIND, name, order);
    }
}
