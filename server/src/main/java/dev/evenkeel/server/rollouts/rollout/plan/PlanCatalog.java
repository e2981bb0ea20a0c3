// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.plan;

import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.files.plan.RolloutPlanCodec;
import dev.evenkeel.server.foundation.manifest.KindStorageMapping;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.ManifestOnlyObjectRepository;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The catalogue of named plans: those shipped with Evenkeel and custom ones stored on this server.
/// Thread-safe.
///
/// Rollouts store a copy of their plan, so changing or deleting a custom plan does not affect them.
@Component
public class PlanCatalog implements NamedPlanLookup {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private static final KindStorageMapping<RolloutPlan> KIND = new KindStorageMapping<>(
            new KindStorageMapping.TableLocation("rollout_plan", List.of("name"), "plan"),
            new KindStorageMapping.AuditActions("plan.set", "plan.deleted"),
            RolloutPlanCodec::decode,
            RolloutPlanCodec::encode);

    private final ManifestOnlyObjectRepository specs;

    PlanCatalog(ManifestOnlyObjectRepository specs) {
        this.specs = specs;
    }

    /// Whether a custom plan may have this name.
    static boolean isValidName(String name) {
        return NAME.matcher(name).matches() && !NamedPlanLookup.isBuiltIn(name);
    }

    @Override
    public @Nullable RolloutPlan find(String name) {
        return isValidName(name)
                ? specs.findByName(KIND, ManifestObjectName.of(name)).orElse(null)
                : BUILT_IN.find(name);
    }

    @Override
    public List<String> listNames() {
        return Stream.concat(BUILT_IN.listNames().stream(), custom().stream().map(RolloutPlan::name))
                .sorted()
                .toList();
    }

    /// Returns the custom plans, by name.
    public List<RolloutPlan> custom() {
        return List.copyOf(specs.listAll(KIND).values());
    }

    /// Stores a plan under its name. A plan equal to the stored one changes nothing.
    void save(RolloutPlan plan, ManifestChangeContext context) {
        specs.save(KIND, ManifestObjectName.of(plan.name()), plan, context);
    }

    /// Deletes a custom plan, if it exists.
    void delete(ManifestObjectName name, ManifestChangeContext context) {
        specs.delete(KIND, name, context);
    }
}
