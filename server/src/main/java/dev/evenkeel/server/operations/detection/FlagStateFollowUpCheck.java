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

/// A check that a flag is deleted, disabled or enabled.
@Component
class FlagStateFollowUpCheck implements FollowUpCheck {
    private static final Set<String> STATES = Set.of("deleted", "disabled", "enabled");

    private final FlagService flags;

    FlagStateFollowUpCheck(FlagService flags) {
        this.flags = flags;
    }

    @Override
    public FollowUpCriterion.Kind kind() {
        return FollowUpCriterion.Kind.FLAG;
    }

    @Override
    public Set<String> requiredParameters() {
        return Set.of("flag", "state");
    }

    @Override
    public Set<String> optionalParameters() {
        return Set.of("environment");
    }

    @Override
    public List<String> validate(Map<String, String> parameters) {
        if (!STATES.contains(parameters.get("state"))) {
            return List.of("state must be deleted, disabled or enabled, got \"" + parameters.get("state") + "\"");
        }
        return flags.findLatest(FlagChangeGateDryRun.environmentOf(parameters)).isPresent()
                ? List.of()
                : List.of("environment must be an existing environment, got \""
                        + FlagChangeGateDryRun.environmentOf(parameters) + "\"");
    }

    @Override
    public FollowUpCriterion.FollowUpCheckOutcome evaluate(
            Incident incident, Map<String, String> parameters, Instant now) {
        Optional<EnvironmentSnapshot> snapshot = flags.findLatest(FlagChangeGateDryRun.environmentOf(parameters));
        if (snapshot.isEmpty()) {
            return FollowUpCriterion.FollowUpCheckOutcome.unknown(
                    "environment " + FlagChangeGateDryRun.environmentOf(parameters) + " does not exist");
        }
        JsonNode flag = JsonMapper.shared()
                .readTree(snapshot.get().authored())
                .path("flags")
                .path(parameters.getOrDefault("flag", ""));
        String state = state(flag);
        String words = "flag " + parameters.get("flag") + " is " + state;
        FollowUpCriterion.FollowUpCheckOutcome outcome = state.equals(parameters.get("state"))
                ? FollowUpCriterion.FollowUpCheckOutcome.passed(words)
                : FollowUpCriterion.FollowUpCheckOutcome.failed(words + ", expected " + parameters.get("state"));
        return outcome.withEvidence(List.of(new FollowUpCriterion.FollowUpEvidenceItem(
                "revision", String.valueOf(snapshot.get().revision()))));
    }

    private static String state(JsonNode flag) {
        if (flag.isMissingNode()) {
            return "deleted";
        }
        return flag.path("state").asString("").equals("DISABLED") ? "disabled" : "enabled";
    }
}
