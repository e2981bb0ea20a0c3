// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.core.flag.split.ExperimentSplit;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.flags.definition.DefinitionRevision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A flag as it is now in one environment.
///
/// @param flag as its author wrote it
/// @param split of the rollout or the experiment that runs on it; null when none does
/// @param since the change since which it evaluates as it does; null when that is not known
/// @param broken whether its rule cannot be evaluated
public record FlagDetails(
        String environment,
        String key,
        JsonNode flag,
        @Nullable RunningSplit split,
        @Nullable DefinitionRevision since,
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
        return split == null ? new StatusBadge(StatusBadge.Tone.CALM, "check", "On") : running(split);
    }

    private static StatusBadge running(RunningSplit split) {
        return new StatusBadge(
                StatusBadge.Tone.ACTIVE, "play", split instanceof RolloutSplit ? "On, rollout" : "On, experiment");
    }

    /// What its metadata says it is for; empty when they do not.
    public String description() {
        return flag.path("metadata").path("description").asString("");
    }

    /// The variant for whom no rule decides, in words.
    public String defaultVariant() {
        return flag.path("defaultVariant").asString(OWN_DEFAULT);
    }

    /// Whether the default variant has a name.
    public boolean hasDefaultVariant() {
        return flag.path("defaultVariant").isString();
    }

    /// The rules that are asked at a moment.
    RuleDescription rules(Instant now) {
        return ScheduledRuleChange.inForce(flag, now);
    }

    /// Keys of the flags that are asked before its own rules.
    List<String> prerequisites() {
        return flag.path("prerequisites")
                .valueStream()
                .map(one -> one.path("flag").asString("?"))
                .toList();
    }

    /// What it serves at a moment, in a few words.
    String serves(Instant now) {
        if (isOff() || broken) {
            return OWN_DEFAULT;
        }
        RuleDescription rules = rules(now);
        String asked = prerequisites().isEmpty() ? "" : String.join(", ", prerequisites()) + " is asked first, then ";
        if (!rules.open() || (split == null && rules.endsForAll())) {
            return asked + (rules.forAll().isEmpty() ? rules.count() : "everybody " + rules.forAll());
        }
        String before = asked + (rules.isEmpty() ? "" : rules.count() + ", else ");
        return split == null
                ? before + (rules.isEmpty() && asked.isEmpty() ? defaultVariant() + " to everybody" : defaultVariant())
                : before + SplitBar.of(split).words();
    }

    /// Address of the rollout or experiment that runs on it; empty when none does.
    String runningPath() {
        return switch (split) {
            case null -> "";
            case RolloutSplit rollout -> "/rollouts/" + rollout.rollout();
            case ExperimentSplit experiment -> "/experiments/" + experiment.experiment();
        };
    }

    /// What runs on it: `rollout r-1`; empty when nothing does.
    String runningTitle() {
        return split == null ? "" : split.title();
    }

    /// Address of its page.
    public String path() {
        return "/flags/" + PageUrls.encoded(environment) + "/" + PageUrls.encoded(key);
    }

    /// Address of it in the API.
    public String apiPath() {
        return "/api/v1/environments/" + PageUrls.encoded(environment) + "/flags/" + PageUrls.encoded(key);
    }
}
