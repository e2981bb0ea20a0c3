// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.DetectionDrill;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of detection drills.
@Component
class DetectionDrillRepository {
    private static final RecordRowMapper<DetectionDrill> DRILL = RecordRowMapper.of(DetectionDrill.class)
            .parsing(Duration.class, seconds -> Duration.ofSeconds(Long.parseLong(seconds)));

    private final JdbcClient jdbc;

    DetectionDrillRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(DetectionDrill drill, Instant recordedAt, String who) {
        jdbc.sql("""
                        insert into detection_drill
                            (id, service, cause, phase, injected_at, ended_at, detection_window_seconds, note, recorded_at,
                             recorded_by)
                        values
                            (:id, :service, :cause, :phase, :injectedAt, :endedAt, :detectionWindowSeconds, :note, :recordedAt, :recordedBy)
                        """)
                .paramSource(drill)
                .param("detectionWindowSeconds", drill.detectionWindow().toSeconds())
                .param("recordedAt", recordedAt)
                .param("recordedBy", who)
                .update();
    }

    /// Sets the final end time of a drill.
    void end(String id, Instant endedAt) {
        jdbc.sql("update detection_drill set ended_at = :at where id = :id")
                .param("id", id)
                .param("at", endedAt)
                .update();
    }

    /// Finds a drill and locks it until the transaction ends.
    Optional<DetectionDrill> lock(String id) {
        return jdbc.sql(
                        "select *, detection_window_seconds as detection_window from detection_drill where id = :id for update")
                .param("id", id)
                .query(DRILL)
                .optional();
    }

    Optional<DetectionDrill> findById(String id) {
        return jdbc.sql("select *, detection_window_seconds as detection_window from detection_drill where id = :id")
                .param("id", id)
                .query(DRILL)
                .optional();
    }

    /// Returns drills, newest first.
    ///
    /// @param service only of this service; empty for all services
    /// @param cause only of this cause; empty for all causes
    List<DetectionDrill> listNewest(String service, String cause, int limit) {
        return jdbc.sql("""
                        select *, detection_window_seconds as detection_window from detection_drill
                        where (:service = '' or service = :service) and (:cause = '' or cause = :cause)
                        order by injected_at desc, id desc limit :limit
                        """)
                .param("service", service)
                .param("cause", cause)
                .param("limit", limit)
                .query(DRILL)
                .list();
    }
}
