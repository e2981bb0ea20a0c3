// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.core.flag.split.BreakerConfig;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.core.flag.split.ShadowConfig;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.server.flags.flag.EnvironmentSnapshot;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.FlagVersion;
import dev.evenkeel.server.flags.flag.RolloutSplitRequest;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The rollouts' hand on flags. Changes are made in the caller's transaction.
@Component
public class RolloutSplitService {
    private static final JsonMapper JSON = JsonMapper.shared();

    /* Longer than processes take to get an edit and to deliver what they have counted until then. */
    private static final Duration OUTCOMES_OF_FORMER_VERSION = Duration.ofSeconds(30);

    private final FlagService flags;

    RolloutSplitService(FlagService flags) {
        this.flags = flags;
    }

    /// The rollout whose split is in a flag.
    Optional<String> findInForce(String environment, String flag) {
        return Optional.ofNullable(flags.current(environment).splits().get(flag))
                .map(RunningSplit::owner);
    }

    /// Whether the rollout's split is in its flag, as the caller's transaction sees it.
    boolean isInForce(Rollout rollout) {
        return findInForce(rollout.environment(), rollout.flag())
                .filter(rollout.id()::equals)
                .isPresent();
    }

    /// Whether the flag was disabled under the rollout: its split is there and decides nothing. From
    /// memory.
    boolean isDisabledUnder(Rollout rollout) {
        return flags.findLatest(rollout.environment())
                .filter(snapshot -> snapshot.splits().containsKey(rollout.flag())
                        && snapshot.splits().get(rollout.flag()).owner().equals(rollout.id())
                        && snapshot.compiled().split(rollout.flag()) == null)
                .isPresent();
    }

    /// Whether outcomes of a revision are about the flag as it was before its last edit, and arrive long after
    /// that: they were kept by a process that could not deliver them, and say nothing about what is served now.
    boolean isOfFormerVersion(Rollout rollout, long revision, Instant arrivedAt) {
        if (!isReplaced(rollout, revision)) {
            return false;
        }
        FlagVersion version = flags.version(rollout.environment(), rollout.flag());
        return revision < version.revision() && arrivedAt.isAfter(version.at().plus(OUTCOMES_OF_FORMER_VERSION));
    }

    /* From memory: most outcomes are of the newest revision. */
    private boolean isReplaced(Rollout rollout, long revision) {
        return flags.findLatest(rollout.environment())
                .map(snapshot -> snapshot.splits().get(rollout.flag()))
                .filter(split -> split.revision() > revision)
                .isPresent();
    }

    /// Removes the split from a flag.
    ///
    /// @return the revision
    long clear(String environment, String flag, String who, String reason) {
        return flags.setSplit(environment, flag, null, who, reason);
    }

    /// Sets a rollout's exposure to that of a step of its plan.
    ///
    /// @param step 0-based index of the step
    /// @return the revision
    long set(Rollout rollout, int step, String who, String reason) {
        RolloutPlan plan = rollout.plan();
        Percent exposure = plan.steps().get(step).exposure();
        return set(rollout, setting(rollout, exposure, plan.breakerTerms(step), plan.shadowTerms(step)), who, reason);
    }

    /// Leaves everybody on control, under a split.
    ///
    /// @return the revision
    long hold(Rollout rollout, String who, String reason) {
        return set(rollout, setting(rollout, Percent.NONE, null, null), who, reason);
    }

    private static RolloutSplitRequest setting(
            Rollout rollout, Percent exposure, @Nullable BreakerConfig breaker, @Nullable ShadowConfig shadow) {
        return new RolloutSplitRequest(
                rollout.id(),
                rollout.control(),
                rollout.candidate(),
                exposure,
                rollout.seed(),
                rollout.plan().warmUp().truncatedTo(ChronoUnit.MILLIS),
                breaker,
                shadow);
    }

    private long set(Rollout rollout, RolloutSplitRequest split, String who, String reason) {
        return flags.setSplit(rollout.environment(), rollout.flag(), split, who, reason);
    }

    /// Puts everybody on control: without a split when the flag serves control by itself, else with one
    /// at 0 %.
    ///
    /// @return the revision
    long back(Rollout rollout, String who, String reason) {
        String byItself = defaultVariant(flags.current(rollout.environment()), rollout.flag());
        return rollout.control().equals(byItself)
                ? clear(rollout.environment(), rollout.flag(), who, reason)
                : hold(rollout, who, reason);
    }

    /// Removes the split of an ended rollout once the flag serves the same variant by itself. The
    /// caller holds its lock.
    void tidy(Rollout ended, String who) {
        EnvironmentSnapshot snapshot = flags.current(ended.environment());
        if (snapshot.splits().get(ended.flag()) instanceof RolloutSplit left
                && left.rollout().equals(ended.id())
                && serving(left).equals(defaultVariant(snapshot, ended.flag()))) {
            clear(ended.environment(), ended.flag(), who, "the flag serves " + serving(left) + " by itself now");
        }
    }

    /// Ids of the rollouts, and of others, whose splits are in the flags of this server's environments.
    List<String> inForce() {
        return flags.environments().stream()
                .flatMap(environment -> flags.findLatest(environment).stream())
                .flatMap(snapshot -> snapshot.splits().values().stream())
                .map(RunningSplit::owner)
                .toList();
    }

    /// The flags of an environment, for orders.
    public FlagVariantsLookup known(String environment) {
        JsonNode authored = JSON.readTree(flags.current(environment).authored());
        return key -> {
            JsonNode flag = authored.path("flags").path(key);
            return flag.path("variants").isObject()
                    ? new FlagVariants(
                            List.copyOf(flag.path("variants").propertyNames()),
                            !flag.path("state").asString("").equals("DISABLED"),
                            flag.path("defaultVariant").stringValue(null))
                    : null;
        };
    }

    /* At a full exposure the candidate, at none control; in between nobody can say. */
    private static String serving(RolloutSplit split) {
        if (split.exposure().equals(Percent.ALL)) {
            return split.candidate();
        }
        return split.exposure().equals(Percent.NONE) ? split.control() : "";
    }

    private static @Nullable String defaultVariant(EnvironmentSnapshot snapshot, String flag) {
        JsonNode variant =
                JSON.readTree(snapshot.authored()).path("flags").path(flag).path("defaultVariant");
        return variant.isString() ? variant.stringValue() : null;
    }
}
