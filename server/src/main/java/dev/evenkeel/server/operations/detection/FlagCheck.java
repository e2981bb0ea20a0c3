// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.incident.Check;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.flags.flag.Snapshot;
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
class FlagCheck implements FollowUpCheck {
    private static final Set<String> STATES = Set.of("gone", "disabled", "enabled");

    private final Flags flags;

    FlagCheck(Flags flags) {
        this.flags = flags;
    }

    @Override
    public Check.Kind kind() {
        return Check.Kind.FLAG;
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
        return flags.findLatest(FlagGates.environment(of)).isPresent()
                ? List.of()
                : List.of("environment names none that is there, got \"" + FlagGates.environment(of) + "\"");
    }

    @Override
    public Check.Outcome look(Incident incident, Map<String, String> of, Instant now) {
        Optional<Snapshot> snapshot = flags.findLatest(FlagGates.environment(of));
        if (snapshot.isEmpty()) {
            return Check.Outcome.unknown("environment " + FlagGates.environment(of) + " is gone");
        }
        JsonNode flag = JsonMapper.shared()
                .readTree(snapshot.get().authored())
                .path("flags")
                .path(of.getOrDefault("flag", ""));
        String state = state(flag);
        String words = "flag " + of.get("flag") + " is " + state;
        Check.Outcome outcome = state.equals(of.get("state"))
                ? Check.Outcome.holds(words)
                : Check.Outcome.fails(words + ", asked for " + of.get("state"));
        return outcome.by(List.of(
                new Check.Evidence("revision", String.valueOf(snapshot.get().revision()))));
    }

    private static String state(JsonNode flag) {
        if (flag.isMissingNode()) {
            return "gone";
        }
        return flag.path("state").asString("").equals("DISABLED") ? "disabled" : "enabled";
    }
}
