// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.api.DetectionDrillApi.EndDetectionDrillRequest;
import dev.evenkeel.api.DetectionDrillApi.RecordDetectionDrillRequest;
import dev.evenkeel.engine.detection.BeforeAfterDetectionComparison;
import dev.evenkeel.engine.detection.BeforeAfterDetectionComparison.DrillWithResult;
import dev.evenkeel.engine.detection.DetectionDrill;
import dev.evenkeel.engine.detection.DetectionDrillResult;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service that records fault injection drills and determines which signals detected them. Results are
/// computed from stored records on each request, so signals that arrive late count too. Thread-safe.
@Component
public class DetectionDrillService {
    private static final Duration DETECTION_WINDOW = Duration.ofMinutes(15);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

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
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    @Transactional
    DrillWithResult record(JsonRequest<RecordDetectionDrillRequest> body, String who) {
        RecordDetectionDrillRequest request =
                body.orThrow("The drill was not recorded.", (given, errors) -> checkNew(given, now(), errors));
        var drill = new DetectionDrill(
                IdAndSecretGenerator.newId("d-"),
                request.service().strip(),
                request.cause().strip(),
                DetectionDrill.RemediationPhase.valueOf(request.phase().name()),
                request.injectedAt(),
                request.endedAt(),
                Objects.requireNonNullElse(request.detectionWindow(), DETECTION_WINDOW),
                Objects.requireNonNullElse(request.note(), ""));
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

    private void checkNew(RecordDetectionDrillRequest request, Instant now, ValidationErrors errors) {
        String service = request.service();
        if (service != null && !notices.isKnown(service.strip())) {
            errors.add(
                    "/service",
                    "must be a known service, got \"" + service + "\"",
                    "use a service of ./evenkeel service list, or a service with an SLO");
        }
        Instant injectedAt = request.injectedAt();
        Instant endedAt = request.endedAt();
        checkPast("/injectedAt", injectedAt, now, errors);
        checkPast("/endedAt", endedAt, now, errors);
        if (injectedAt != null && endedAt != null && endedAt.isBefore(injectedAt)) {
            errors.add("/endedAt", "must not be before injectedAt, got " + endedAt, "give a later time");
        }
        Duration window = request.detectionWindow();
        if (window != null && (window.isNegative() || window.compareTo(LONGEST_WINDOW) > 0)) {
            errors.add(
                    "/detectionWindow",
                    "must be PT0S to P1D, got " + window,
                    "give the time after the end of the fault in which a signal counts; default " + DETECTION_WINDOW);
        }
    }

    private static void checkPast(String pointer, @Nullable Instant time, Instant now, ValidationErrors errors) {
        if (time != null && time.isAfter(now.plus(CLOCKS_DIFFER))) {
            errors.add(pointer, "must not be in the future, got " + time, "give a past time");
        }
    }

    /// Sets the end time of a fault that still lasts; the default is the current time.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    /// @throws NotFoundException if the drill does not exist
    /// @throws ConflictException if the drill has already ended, or if the end is before the start
    @Transactional
    DrillWithResult end(String id, JsonRequest<EndDetectionDrillRequest> body, String who) {
        Instant now = now();
        EndDetectionDrillRequest request = body.orThrow(
                "The drill was not changed.", (given, errors) -> checkPast("/endedAt", given.endedAt(), now, errors));
        Instant endedAt = Objects.requireNonNullElse(request.endedAt(), now);
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

    /* In the precision of the database. */
    private Instant now() {
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
