// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.CauseDetectionComparison;
import dev.evenkeel.engine.detection.CauseDetectionComparison.DrillWithResult;
import dev.evenkeel.engine.detection.DetectionDrill;
import dev.evenkeel.engine.detection.DetectionDrillResult;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.secrets.IdGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Drills in which somebody injects a fault, and what noticed it: found anew from the server's own records
/// whenever somebody asks, so that what arrives late counts too. Thread-safe.
@Component
public class DetectionDrillService {
    private final DetectionDrillRepository drills;
    private final FaultNoticeQueries notices;
    private final AuditLog ledger;
    private final Clock clock;

    DetectionDrillService(DetectionDrillRepository drills, FaultNoticeQueries notices, AuditLog ledger, Clock clock) {
        this.drills = drills;
        this.notices = notices;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// What noticed faults of a cause, before and after the work against it; one row for each cause. For models
    /// of duration, too.
    ///
    /// @param service only of this service; empty for all
    /// @param limit most drills that are read, the newest
    public List<CauseDetectionComparison> summary(String service, int limit) {
        return CauseDetectionComparison.of(newest(service, "", limit));
    }

    /// The newest first, each with what noticed it.
    ///
    /// @param service only of this service; empty for all
    /// @param cause only of this cause; empty for all
    public List<DrillWithResult> newest(String service, String cause, int limit) {
        return drills.newest(service, cause, limit).stream().map(this::judge).toList();
    }

    /// The drill of an id with what noticed it.
    ///
    /// @throws NotFoundException when there is none
    public DrillWithResult get(String id) {
        return judge(drills.find(id).orElseThrow(() -> notFound(id)));
    }

    /// Keeps a drill.
    @Transactional
    DrillWithResult record(DetectionDrillRequestParser.NewDetectionDrill told, String who) {
        DetectionDrill drill = told.drill(IdGenerator.id("d-"));
        drills.insert(drill, now(), who);
        ledger.append(new AuditEvent(
                who,
                "detection.recorded",
                drill.id(),
                drill.cause() + " in " + drill.service() + " from " + drill.injectedAt(),
                null,
                null));
        return judge(drill);
    }

    /// Says when a fault that lasts ended.
    ///
    /// @throws NotFoundException when there is no such drill
    /// @throws ConflictException when it ended already, or would end before it began
    @Transactional
    DrillWithResult end(String id, Instant endedAt, String who) {
        DetectionDrill drill = drills.lock(id).orElseThrow(() -> notFound(id));
        if (drill.endedAt() != null) {
            throw refused(drill, "ended at " + drill.endedAt() + " already", "Record another drill.");
        }
        if (endedAt.isBefore(drill.injectedAt())) {
            throw refused(
                    drill,
                    "began at " + drill.injectedAt() + ", so it cannot have ended at " + endedAt,
                    "Give an instant after it began.");
        }
        drills.end(id, endedAt);
        ledger.append(new AuditEvent(who, "detection.ended", id, "ended at " + endedAt, null, null));
        return get(id);
    }

    /// The present, as precise as the database keeps it.
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private DrillWithResult judge(DetectionDrill drill) {
        Instant now = now();
        Instant deadline = drill.deadline();
        Instant to = deadline == null || deadline.isAfter(now) ? now : deadline;
        return new DrillWithResult(
                drill, DetectionDrillResult.of(drill, notices.of(drill.service(), drill.injectedAt(), to), now));
    }

    private static ConflictException refused(DetectionDrill drill, String why, String remedy) {
        return new ConflictException(
                ProblemCode.DETECTION_ENDED, "Drill " + drill.id() + " " + why + ". Nothing was changed.", remedy);
    }

    private static NotFoundException notFound(String id) {
        return new NotFoundException(
                ProblemCode.DETECTION_NOT_FOUND,
                "There is no detection drill " + id + ".",
                "GET /api/v1/detections lists all of them.");
    }
}
