// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.CandidateRehearsalSettings;
import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.server.flags.delivery.SdkClientService;
import dev.evenkeel.server.flags.delivery.SdkClientState;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service that starts and lists drills. Thread-safe.
@Component
class DrillService {
    private static final int NEWEST = 50;

    private final DrillRepository table;
    private final DrillSplitService exposing;
    private final FlagService flags;
    private final SdkClientService clients;
    private final AuditLog ledger;

    DrillService(
            DrillRepository table,
            DrillSplitService exposing,
            FlagService flags,
            SdkClientService clients,
            AuditLog ledger) {
        this.table = table;
        this.exposing = exposing;
        this.flags = flags;
        this.clients = clients;
        this.ledger = ledger;
    }

    /// The parameters of a drill.
    record StartDrillCommand(String environment, String flag, RollbackPlan plan, String reason) {}

    /// Starts a drill by setting its exposure. [DrillJob] continues it.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when the environment or the flag does
    ///     not exist
    /// @throws ConflictException when the drill could not measure anything, or the flag has a split
    @Transactional
    Drill start(StartDrillCommand order, String who, Instant now) {
        DrillSplitService.DrillVariants sides = selectVariants(order);
        String id = IdAndSecretGenerator.newId("drill-");
        String reason = "drill " + id + " of the rollback plan" + (order.reason.isBlank() ? "" : ": " + order.reason);
        long revision = exposing.exposeCandidate(id, sides, who, reason);
        if (table.isRunning(order.environment, order.flag)) {
            throw drillRefused("another drill of flag " + order.flag + " is not over yet", "Wait for its end");
        }
        var begun = new Drill(
                id,
                order.environment,
                order.flag,
                order.plan.version(),
                order.plan.expectedTime(),
                sides.control(),
                who,
                order.reason,
                Drill.Timestamps.ofStart(now, revision),
                rehearsal(order.plan.rehearsal(), sides.candidate()),
                null);
        table.insert(begun);
        ledger.append(new AuditEvent(who, "drill.started", id, order.reason, null, DrillResponse.toJson(begun)));
        return begun;
    }

    private static @Nullable CandidateRehearsalRun rehearsal(CandidateRehearsalSettings planned, String candidate) {
        URI address = planned.address();
        return address == null ? null : new CandidateRehearsalRun(address, candidate, planned.keys(), null, null, null);
    }

    private DrillSplitService.DrillVariants selectVariants(StartDrillCommand order) {
        DrillFlagState facts = DrillFlagState.find(flags.requireFlag(order.environment, order.flag), order.flag)
                .orElseThrow();
        String stage = facts.stage();
        String other = facts.findOtherVariant().orElse(null);
        if (facts.splitOwner() != null) {
            throw drillRefused("flag " + order.flag + " is under " + facts.splitOwner(), "End that first");
        }
        if (!facts.enabled()) {
            throw drillRefused(
                    "flag " + order.flag + " is disabled, so it exposes nobody to anything", "Enable it first");
        }
        if (stage == null || other == null) {
            throw drillRefused(
                    "flag " + order.flag + " has no default variant, or no other one to expose",
                    "Define two variants, one of them the default");
        }
        if (clients.listByEnvironment(order.environment).stream().noneMatch(SdkClientState::connected)) {
            throw drillRefused(
                    "no SDK process is connected to " + order.environment + ", so nothing would be measured",
                    "Start the service first");
        }
        return new DrillSplitService.DrillVariants(order.environment, order.flag, stage, other);
    }

    /// Returns the newest drills of a flag, newest first.
    List<Drill> listNewest(String environment, String flag) {
        return table.listNewest(environment, flag, NEWEST);
    }

    private static ConflictException drillRefused(String why, String remedy) {
        return new ConflictException(
                ProblemCode.DRILL_NOT_POSSIBLE,
                "No drill now: " + why + ". Nothing was changed.",
                remedy + ", then try again.");
    }
}
