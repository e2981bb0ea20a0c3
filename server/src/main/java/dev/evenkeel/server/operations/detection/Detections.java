// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.CauseRow;
import dev.evenkeel.engine.detection.CauseRow.Judged;
import dev.evenkeel.engine.detection.FaultDrill;
import dev.evenkeel.engine.detection.Finding;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLedger;
import dev.evenkeel.server.foundation.problems.Conflict;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
import dev.evenkeel.server.foundation.security.secrets.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Drills in which somebody injects a fault, and what noticed it: found anew from the server's own records
/// whenever somebody asks, so that what arrives late counts too. Thread-safe.
@Component
public class Detections {
    private final DrillRecords drills;
    private final FaultNotices notices;
    private final AuditLedger ledger;
    private final Clock clock;

    Detections(DrillRecords drills, FaultNotices notices, AuditLedger ledger, Clock clock) {
        this.drills = drills;
        this.notices = notices;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// What noticed faults of a cause, before and after the work against it; one row for each cause. For models of
    /// duration, too.
    ///
    /// @param service only of this service; empty for all
    /// @param limit most drills that are read, the newest
    public List<CauseRow> summary(String service, int limit) {
        return CauseRow.of(newest(service, "", limit));
    }

    /// The newest first, each with what noticed it.
    ///
    /// @param service only of this service; empty for all
    /// @param cause only of this cause; empty for all
    public List<Judged> newest(String service, String cause, int limit) {
        return drills.newest(service, cause, limit).stream().map(this::judge).toList();
    }

    /// The drill of an id with what noticed it.
    ///
    /// @throws NotFound when there is none
    public Judged get(String id) {
        return judge(drills.find(id).orElseThrow(() -> notFound(id)));
    }

    /// Keeps a drill.
    @Transactional
    Judged record(DetectionOrder.Told told, String who) {
        FaultDrill drill = told.drill(Ids.id("d-"));
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
    /// @throws NotFound when there is no such drill
    /// @throws Conflict when it ended already, or would end before it began
    @Transactional
    Judged end(String id, Instant endedAt, String who) {
        FaultDrill drill = drills.lock(id).orElseThrow(() -> notFound(id));
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

    private Judged judge(FaultDrill drill) {
        Instant now = now();
        Instant deadline = drill.deadline();
        Instant to = deadline == null || deadline.isAfter(now) ? now : deadline;
        return new Judged(drill, Finding.of(drill, notices.of(drill.service(), drill.injectedAt(), to), now));
    }

    private static Conflict refused(FaultDrill drill, String why, String remedy) {
        return new Conflict(
                ErrorCode.DETECTION_ENDED, "Drill " + drill.id() + " " + why + ". Nothing was changed.", remedy);
    }

    private static NotFound notFound(String id) {
        return new NotFound(
                ErrorCode.DETECTION_NOT_FOUND,
                "There is no detection drill " + id + ".",
                "GET /api/v1/detections lists all of them.");
    }
}
