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
import dev.evenkeel.server.flags.flag.NewRolloutSplit;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutAuditSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The splits of rollouts in flags: sets, reads and removes them. Changes are made in the caller's transaction.
@Component
public class RolloutSplitService {
    private static final JsonMapper JSON = JsonMapper.shared();

    /* Longer than processes take to receive an edit and deliver the outcomes counted until then. */
    private static final Duration OUTCOMES_OF_FORMER_VERSION = Duration.ofSeconds(30);

    private final FlagService flags;
    private final AuditLog auditLog;

    RolloutSplitService(FlagService flags, AuditLog auditLog) {
        this.flags = flags;
        this.auditLog = auditLog;
    }

    /// Returns the rollout whose split is in a flag, if any.
    Optional<String> findActiveOwner(String environment, String flag) {
        return Optional.ofNullable(flags.getSnapshot(environment).splits().get(flag))
                .map(RunningSplit::owner);
    }

    /// Whether the rollout's split is in its flag, as seen by the caller's transaction.
    boolean isActive(Rollout rollout) {
        return findActiveOwner(rollout.environment(), rollout.flag())
                .filter(rollout.id()::equals)
                .isPresent();
    }

    /// Whether the flag was disabled during the rollout: its split is present but has no effect. Reads a cache.
    boolean isDisabledUnder(Rollout rollout) {
        return flags.findLatest(rollout.environment())
                .filter(snapshot -> snapshot.splits().containsKey(rollout.flag())
                        && snapshot.splits().get(rollout.flag()).owner().equals(rollout.id())
                        && snapshot.compiled().findRolloutSplit(rollout.flag()) == null)
                .isPresent();
    }

    /// Whether outcomes of a revision describe the flag before its last edit and arrived long after the edit. A
    /// process that could not deliver them had kept them; they do not describe the current version.
    boolean isOfFormerVersion(Rollout rollout, long revision, Instant arrivedAt) {
        if (!isReplaced(rollout, revision)) {
            return false;
        }
        FlagVersion version = flags.getVersion(rollout.environment(), rollout.flag());
        return revision < version.revision() && arrivedAt.isAfter(version.at().plus(OUTCOMES_OF_FORMER_VERSION));
    }

    /* From the cache: most outcomes are of the newest revision. */
    private boolean isReplaced(Rollout rollout, long revision) {
        return flags.findLatest(rollout.environment())
                .map(snapshot -> snapshot.splits().get(rollout.flag()))
                .filter(split -> split.revision() > revision)
                .isPresent();
    }

    /// Removes the split from the rollout's flag.
    ///
    /// @return new revision
    long clearSplit(Rollout rollout) {
        return flags.setSplit(rollout.environment(), rollout.flag(), null);
    }

    /// Sets a rollout's exposure to that of a step of its plan.
    ///
    /// @param step 0-based index of the step
    /// @return new revision
    long setStepExposure(Rollout rollout, int step) {
        RolloutPlan plan = rollout.plan();
        return setSplit(
                rollout, plan.steps().get(step).exposure(), plan.breakerConfigAt(step), plan.shadowConfigAt(step));
    }

    /// Moves all units to control and keeps a split, at 0%.
    ///
    /// @return new revision
    long setControlSplit(Rollout rollout) {
        return setSplit(rollout, Percent.NONE, null, null);
    }

    private long setSplit(
            Rollout rollout, Percent exposure, @Nullable BreakerConfig breaker, @Nullable ShadowConfig shadow) {
        var split = new NewRolloutSplit(
                rollout.id(),
                rollout.control(),
                rollout.candidate(),
                exposure,
                rollout.seed(),
                rollout.plan().warmUp().truncatedTo(ChronoUnit.MILLIS),
                breaker,
                shadow);
        return flags.setSplit(rollout.environment(), rollout.flag(), split);
    }

    /// Moves all units to control: removes the split when the flag's default variant is control, otherwise sets
    /// it to 0%.
    ///
    /// @return new revision
    long rollBack(Rollout rollout) {
        String byItself = defaultVariant(flags.getSnapshot(rollout.environment()), rollout.flag());
        return rollout.control().equals(byItself) ? clearSplit(rollout) : setControlSplit(rollout);
    }

    /// Removes the split of an ended rollout when the flag's default variant is the variant that the split
    /// serves, and records it in the audit log. The caller holds the lock of the rollout.
    void removeObsoleteSplit(Rollout ended, String who) {
        EnvironmentSnapshot snapshot = flags.getSnapshot(ended.environment());
        if (snapshot.splits().get(ended.flag()) instanceof RolloutSplit left
                && left.rollout().equals(ended.id())
                && servedVariant(left).equals(defaultVariant(snapshot, ended.flag()))) {
            clearEndedSplit(ended, who, servedVariant(left) + " is now the flag's default variant");
        }
    }

    /// Removes the split of an ended rollout from its flag, and records it in the audit log.
    void clearEndedSplit(Rollout ended, String who, String reason) {
        clearSplit(ended);
        auditLog.append(new AuditEvent(
                who,
                "split.cleared",
                ended.environment() + "/" + ended.flag(),
                reason,
                RolloutAuditSnapshot.toJson(ended),
                null));
    }

    /// Returns the owners of all splits in the flags of this server's environments: ids of rollouts and of
    /// others.
    List<String> listActiveOwners() {
        return flags.listEnvironments().stream()
                .flatMap(environment -> flags.findLatest(environment).stream())
                .flatMap(snapshot -> snapshot.splits().values().stream())
                .map(RunningSplit::owner)
                .toList();
    }

    /// Returns a lookup of the flags of an environment, for validating requests.
    public RolloutStartFlagStateLookup flagVariants(String environment) {
        JsonNode authored = JSON.readTree(flags.getSnapshot(environment).authored());
        return key -> {
            JsonNode flag = authored.path("flags").path(key);
            return flag.path("variants").isObject()
                    ? new RolloutStartFlagState(
                            List.copyOf(flag.path("variants").propertyNames()),
                            !flag.path("state").asString("").equals("DISABLED"),
                            flag.path("defaultVariant").stringValue(null))
                    : null;
        };
    }

    /* The candidate at 100%, control at 0%; undefined in between. */
    private static String servedVariant(RolloutSplit split) {
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
