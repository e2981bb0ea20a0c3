// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.plan;

import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.files.plan.RolloutPlanCodec;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.StoredKind;
import dev.evenkeel.server.foundation.manifest.StoredSpecRepository;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The plans that orders name: those that come with Evenkeel, and those that this server keeps. Thread-safe.
///
/// Whoever reads a plan by its name has it whole: a rollout holds a copy, and nothing refers to a kept plan
/// later.
@Component
public class PlanCatalog implements NamedPlanLookup {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private static final StoredKind<RolloutPlan> KIND = new StoredKind<>(
            new StoredKind.TableLocation("kept_plan", List.of("name"), "plan"),
            new StoredKind.AuditActions("plan.set", "plan.deleted"),
            RolloutPlanCodec::decode,
            RolloutPlanCodec::encode);

    private final StoredSpecRepository specs;

    PlanCatalog(StoredSpecRepository specs) {
        this.specs = specs;
    }

    /// Whether a plan that is kept may have that name.
    static boolean isName(String name) {
        return NAME.matcher(name).matches() && !NamedPlanLookup.isShipped(name);
    }

    @Override
    public @Nullable RolloutPlan find(String name) {
        return isName(name) ? specs.find(KIND, ManifestObjectName.of(name)).orElse(null) : SHIPPED.find(name);
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
    void put(RolloutPlan plan, ManifestChangeContext order) {
        specs.put(KIND, ManifestObjectName.of(plan.name()), plan, order);
    }

    /// Keeps a plan no longer, if it is kept.
    void delete(ManifestObjectName name, ManifestChangeContext order) {
        specs.delete(KIND, name, order);
    }
}
