// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.GuardEngine;
import dev.evenkeel.engine.rollout.plan.PointOfNoReturn;
import dev.evenkeel.server.foundation.database.maintenance.RestoreHook;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutGuardStateRepository;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// The restore hook of rollouts: suspends every running rollout, with all units on control, until an operator
/// confirms it. The rollout may have been rolled back after the backup was made, which the backup does not
/// show.
///
/// Past the plan's point of no return the exposure is kept, because moving units back does more harm there.
@Component
@Order(RestoredRolloutSuspensionHook.AFTER_REVISIONS)
class RestoredRolloutSuspensionHook implements RestoreHook {
    /// Runs after the revisions are restored, so that the exposures set here get revisions that no SDK has
    /// seen.
    static final int AFTER_REVISIONS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(RestoredRolloutSuspensionHook.class);
    private static final String SERVER = "server";

    private final RolloutRepository rollouts;
    private final RolloutGuardStateRepository states;
    private final RolloutSplitService splits;
    private final RolloutTransitionExecutor transitions;
    private final Clock clock;

    RestoredRolloutSuspensionHook(
            RolloutRepository rollouts,
            RolloutGuardStateRepository states,
            RolloutSplitService splits,
            RolloutTransitionExecutor transitions,
            Clock clock) {
        this.rollouts = rollouts;
        this.states = states;
        this.splits = splits;
        this.transitions = transitions;
        this.clock = clock;
    }

    @Override
    public void onRestored(String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        rollouts.listRunningIds().stream()
                .flatMap(id -> rollouts.lock(id).stream())
                .filter(rollout -> !rollout.requiresConfirmation())
                .forEach(rollout -> hold(rollout, reason, now));
    }

    private void hold(Rollout rollout, String reason, Instant now) {
        Percent before = rollout.position().exposure();
        boolean inForce = splits.isActive(rollout);
        Percent held = inForce && mayGoBack(rollout) ? Percent.NONE : before;
        String words = where(before, held, inForce)
                + ": the database was restored from a backup (" + reason
                + "). If the rollout was rolled back or ended after the backup, run ./evenkeel rollout abort "
                + rollout.id() + "; otherwise continue it with ./evenkeel rollout resume " + rollout.id();
        rollouts.update(
                transitions.apply(rollout, RolloutTransition.holdAfterRestore(rollout, held, words, now), SERVER));
        states.findByRollout(rollout.id())
                .ifPresent(state -> states.save(rollout.id(), GuardEngine.restartStep(rollout.plan(), state, now)));
        LOG.warn("Rollout {} of {} is {}", rollout.id(), rollout.flag(), words);
    }

    private static boolean mayGoBack(Rollout rollout) {
        PointOfNoReturn point = rollout.plan().pointOfNoReturn();
        return point == null || rollout.position().exposure().compareTo(point.from()) < 0;
    }

    private static String where(Percent before, Percent held, boolean inForce) {
        if (!inForce) {
            return "held, and its split is missing in the flag";
        }
        if (!held.equals(before)) {
            return "held at " + held + " (" + before + " in the backup)";
        }
        return "held at " + held + (held.equals(Percent.NONE) ? "" : ", past its point of no return");
    }
}
