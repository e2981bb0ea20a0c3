// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.api.FlagApi.FlagSetRevision;
import dev.evenkeel.core.flag.split.ExperimentSplit;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.console.kit.StatusBadge;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Current state of a flag in one environment.
///
/// @param flag the flag's definition
/// @param split split of the running rollout or experiment; null for none
/// @param lastChange the last change of its evaluation; null if unknown
/// @param broken whether its rule fails to parse
public record FlagDetails(
        String environment,
        String key,
        JsonNode flag,
        @Nullable RunningSplit split,
        @Nullable FlagSetRevision lastChange,
        boolean broken) {
    private static final String OWN_DEFAULT = "the default of each service's own code";

    public boolean isOff() {
        return flag.path("state").asString("").equals("DISABLED");
    }

    public StatusBadge state() {
        if (isOff()) {
            return new StatusBadge(StatusBadge.Tone.CAUTION, "stop", "Off");
        }
        if (broken) {
            return new StatusBadge(StatusBadge.Tone.BAD, "alert", "Broken rule");
        }
        return split == null ? new StatusBadge(StatusBadge.Tone.CALM, "check", "On") : runningBadge(split);
    }

    private static StatusBadge runningBadge(RunningSplit split) {
        return new StatusBadge(
                StatusBadge.Tone.ACTIVE, "play", split instanceof RolloutSplit ? "On, rollout" : "On, experiment");
    }

    /// Returns the description from its metadata; empty for none.
    public String description() {
        return flag.path("metadata").path("description").asString("");
    }

    /// Returns the variant served if no rule matches, as text.
    public String defaultVariant() {
        return flag.path("defaultVariant").asString(OWN_DEFAULT);
    }

    /// Whether the default variant has a name.
    public boolean hasDefaultVariant() {
        return flag.path("defaultVariant").isString();
    }

    /// Returns the rules active at a time.
    FlagTargetingDescription rulesAt(Instant now) {
        return ScheduledRuleChange.rulesInForce(flag, now);
    }

    /// Returns the keys of its prerequisite flags, which are evaluated before its own rules.
    List<String> prerequisites() {
        return flag.path("prerequisites")
                .valueStream()
                .map(one -> one.path("flag").asString("?"))
                .toList();
    }

    /// Returns what it serves at a time, in a few words.
    String describeServing(Instant now) {
        if (isOff() || broken) {
            return OWN_DEFAULT;
        }
        FlagTargetingDescription rules = rulesAt(now);
        String asked = prerequisites().isEmpty() ? "" : String.join(", ", prerequisites()) + " is asked first, then ";
        if (!rules.fallsThrough() || (split == null && rules.endsWithCatchAll())) {
            return asked
                    + (rules.describeForAll().isEmpty()
                            ? rules.formatRuleCount()
                            : "everybody " + rules.describeForAll());
        }
        String before = asked + (rules.isEmpty() ? "" : rules.formatRuleCount() + ", else ");
        return split == null
                ? before + (rules.isEmpty() && asked.isEmpty() ? defaultVariant() + " to everybody" : defaultVariant())
                : before + SplitBar.of(split).description();
    }

    /// Returns the path of the running rollout or experiment; empty for none.
    String runningPath() {
        return switch (split) {
            case null -> "";
            case RolloutSplit rollout -> "/rollouts/" + rollout.rollout();
            case ExperimentSplit experiment -> "/experiments/" + experiment.experiment();
        };
    }

    /// Returns the name of the running rollout or experiment: `rollout r-1`; empty for none.
    String runningTitle() {
        return split == null ? "" : split.title();
    }

    /// Returns the path of its page.
    public String path() {
        return "/flags/" + PageUrls.encode(environment) + "/" + PageUrls.encode(key);
    }

    /// Returns its path in the API.
    public String apiPath() {
        return "/api/v1/environments/" + PageUrls.encode(environment) + "/flags/" + PageUrls.encode(key);
    }
}
