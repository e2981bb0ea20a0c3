// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.flags.flag.EnvironmentSnapshot;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.operations.incident.followup.FollowUpCheck;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A flag is gone, disabled or enabled.
@Component
class FlagStateFollowUpCheck implements FollowUpCheck {
    private static final Set<String> STATES = Set.of("gone", "disabled", "enabled");

    private final FlagService flags;

    FlagStateFollowUpCheck(FlagService flags) {
        this.flags = flags;
    }

    @Override
    public FollowUpCriterion.Kind kind() {
        return FollowUpCriterion.Kind.FLAG;
    }

    @Override
    public Set<String> required() {
        return Set.of("flag", "state");
    }

    @Override
    public Set<String> optional() {
        return Set.of("environment");
    }

    @Override
    public List<String> faults(Map<String, String> of) {
        if (!STATES.contains(of.get("state"))) {
            return List.of("state must be gone, disabled or enabled, got \"" + of.get("state") + "\"");
        }
        return flags.findLatest(FlagGateDryRun.environment(of)).isPresent()
                ? List.of()
                : List.of("environment names none that is there, got \"" + FlagGateDryRun.environment(of) + "\"");
    }

    @Override
    public FollowUpCriterion.Outcome look(Incident incident, Map<String, String> of, Instant now) {
        Optional<EnvironmentSnapshot> snapshot = flags.findLatest(FlagGateDryRun.environment(of));
        if (snapshot.isEmpty()) {
            return FollowUpCriterion.Outcome.unknown("environment " + FlagGateDryRun.environment(of) + " is gone");
        }
        JsonNode flag = JsonMapper.shared()
                .readTree(snapshot.get().authored())
                .path("flags")
                .path(of.getOrDefault("flag", ""));
        String state = state(flag);
        String words = "flag " + of.get("flag") + " is " + state;
        FollowUpCriterion.Outcome outcome = state.equals(of.get("state"))
                ? FollowUpCriterion.Outcome.holds(words)
                : FollowUpCriterion.Outcome.fails(words + ", asked for " + of.get("state"));
        return outcome.by(List.of(new FollowUpCriterion.Evidence(
                "revision", String.valueOf(snapshot.get().revision()))));
    }

    private static String state(JsonNode flag) {
        if (flag.isMissingNode()) {
            return "gone";
        }
        return flag.path("state").asString("").equals("DISABLED") ? "disabled" : "enabled";
    }
}
