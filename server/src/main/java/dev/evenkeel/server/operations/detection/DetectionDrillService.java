// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.BeforeAfterDetectionComparison;
import dev.evenkeel.engine.detection.BeforeAfterDetectionComparison.DrillWithResult;
import dev.evenkeel.engine.detection.DetectionDrill;
import dev.evenkeel.engine.detection.DetectionDrillResult;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service that records fault injection drills and determines which signals detected them. Results are
/// computed from stored records on each request, so signals that arrive late count too. Thread-safe.
@Component
public class DetectionDrillService {
    private final DetectionDrillRepository drills;
    private final DetectionSignalQueries notices;
    private final AuditLog auditLog;
    private final Clock clock;

    DetectionDrillService(
            DetectionDrillRepository drills, DetectionSignalQueries notices, AuditLog auditLog, Clock clock) {
        this.drills = drills;
        this.notices = notices;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /// Compares the detection of faults before and after the work against their cause; one entry for each
    /// cause. Also used by duration models.
    ///
    /// @param service only of this service; empty for all services
    /// @param limit maximum number of drills to read, newest first
    public List<BeforeAfterDetectionComparison> summarize(String service, int limit) {
        return BeforeAfterDetectionComparison.compareAll(listNewest(service, "", limit));
    }

    /// Returns drills with their results, newest first.
    ///
    /// @param service only of this service; empty for all services
    /// @param cause only of this cause; empty for all causes
    public List<DrillWithResult> listNewest(String service, String cause, int limit) {
        return drills.listNewest(service, cause, limit).stream()
                .map(this::evaluate)
                .toList();
    }

    /// Returns a drill with its result.
    ///
    /// @throws NotFoundException if the drill does not exist
    public DrillWithResult get(String id) {
        return evaluate(drills.findById(id).orElseThrow(() -> notFound(id)));
    }

    /// Stores a drill.
    @Transactional
    DrillWithResult record(DetectionDrillRequestParser.NewDetectionDrill newDetectionDrill, String who) {
        DetectionDrill drill = newDetectionDrill.toDrill(IdAndSecretGenerator.newId("d-"));
        drills.insert(drill, now(), who);
        auditLog.append(new AuditEvent(
                who,
                "detection.recorded",
                drill.id(),
                drill.cause() + " in " + drill.service() + " from " + drill.injectedAt(),
                null,
                null));
        return evaluate(drill);
    }

    /// Sets the end time of a fault that still lasts.
    ///
    /// @throws NotFoundException if the drill does not exist
    /// @throws ConflictException if the drill has already ended, or if the end is before the start
    @Transactional
    DrillWithResult end(String id, Instant endedAt, String who) {
        DetectionDrill drill = drills.lock(id).orElseThrow(() -> notFound(id));
        if (drill.endedAt() != null) {
            throw conflict(drill, "already ended at " + drill.endedAt(), "Record a new drill.");
        }
        if (endedAt.isBefore(drill.injectedAt())) {
            throw conflict(
                    drill,
                    "began at " + drill.injectedAt() + ", after the given end " + endedAt,
                    "Give an end after the start.");
        }
        drills.end(id, endedAt);
        auditLog.append(new AuditEvent(who, "detection.ended", id, "ended at " + endedAt, null, null));
        return get(id);
    }

    /// Returns the current time in the precision of the database.
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private DrillWithResult evaluate(DetectionDrill drill) {
        Instant now = now();
        Instant deadline = drill.deadline();
        Instant to = deadline == null || deadline.isAfter(now) ? now : deadline;
        return new DrillWithResult(
                drill,
                DetectionDrillResult.evaluate(
                        drill, notices.listSignals(drill.service(), drill.injectedAt(), to), now));
    }

    private static ConflictException conflict(DetectionDrill drill, String why, String remedy) {
        return new ConflictException(
                ProblemCode.DETECTION_DRILL_ENDED,
                "Drill " + drill.id() + " " + why + ". The drill was not changed.",
                remedy);
    }

    private static NotFoundException notFound(String id) {
        return new NotFoundException(
                ProblemCode.DETECTION_DRILL_NOT_FOUND,
                "Detection drill " + id + " does not exist.",
                "To list detection drills: ./evenkeel detection-drill list");
    }
}
