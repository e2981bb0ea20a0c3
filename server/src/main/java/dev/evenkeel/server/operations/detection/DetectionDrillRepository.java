// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.DetectionDrill;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of detection drills.
@Component
class DetectionDrillRepository {
    private final JdbcClient jdbc;

    DetectionDrillRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(DetectionDrill drill, Instant recordedAt, String who) {
        Instant endedAt = drill.endedAt();
        jdbc.sql("""
                        insert into detection_drill
                            (id, service, cause, phase, injected_at, ended_at, detection_window_seconds, note, recorded_at,
                             recorded_by)
                        values
                            (:id, :service, :cause, :phase, :injectedAt, :endedAt, :detectionWindowSeconds, :note, :recordedAt, :recordedBy)
                        """)
                .param("id", drill.id())
                .param("service", drill.service())
                .param("cause", drill.cause())
                .param("phase", drill.phase().name())
                .param("injectedAt", Timestamp.from(drill.injectedAt()))
                .param("endedAt", endedAt == null ? null : Timestamp.from(endedAt))
                .param("detectionWindowSeconds", drill.detectionWindow().toSeconds())
                .param("note", drill.note())
                .param("recordedAt", Timestamp.from(recordedAt))
                .param("recordedBy", who)
                .update();
    }

    /// Sets the final end time of a drill.
    void end(String id, Instant endedAt) {
        jdbc.sql("update detection_drill set ended_at = :at where id = :id")
                .param("id", id)
                .param("at", Timestamp.from(endedAt))
                .update();
    }

    /// Finds a drill and locks it until the transaction ends.
    Optional<DetectionDrill> lock(String id) {
        return jdbc.sql("select * from detection_drill where id = :id for update")
                .param("id", id)
                .query((row, index) -> mapRow(row))
                .optional();
    }

    Optional<DetectionDrill> findById(String id) {
        return jdbc.sql("select * from detection_drill where id = :id")
                .param("id", id)
                .query((row, index) -> mapRow(row))
                .optional();
    }

    /// Returns drills, newest first.
    ///
    /// @param service only of this service; empty for all services
    /// @param cause only of this cause; empty for all causes
    List<DetectionDrill> listNewest(String service, String cause, int limit) {
        return jdbc.sql("""
                        select * from detection_drill
                        where (:service = '' or service = :service) and (:cause = '' or cause = :cause)
                        order by injected_at desc, id desc limit :limit
                        """)
                .param("service", service)
                .param("cause", cause)
                .param("limit", limit)
                .query((row, index) -> mapRow(row))
                .list();
    }

    private static DetectionDrill mapRow(ResultSet row) throws SQLException {
        Timestamp endedAt = row.getTimestamp("ended_at");
        return new DetectionDrill(
                row.getString("id"),
                row.getString("service"),
                row.getString("cause"),
                DetectionDrill.RemediationPhase.valueOf(row.getString("phase")),
                row.getTimestamp("injected_at").toInstant(),
                endedAt == null ? null : endedAt.toInstant(),
                Duration.ofSeconds(row.getLong("detection_window_seconds")),
                row.getString("note"));
    }
}
