// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.api.ReportApi.Lesson;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The stored lessons.
@Component
class LessonRepository {
    private final JdbcClient jdbc;

    LessonRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(String environment, String flag, Lesson lesson) {
        jdbc.sql("""
                        insert into change_lesson (id, environment, flag, created_at, created_by, lesson, related_to)
                        values (:id, :environment, :flag, :at, :person, :lesson, :relatedTo)
                        """)
                .paramSource(lesson)
                .param("environment", environment)
                .param("flag", flag)
                .update();
    }

    /// Returns the lessons of a flag's change, oldest first.
    List<Lesson> listByFlag(String environment, String flag) {
        return jdbc.sql("""
                        select id, created_at as at, created_by as person, lesson, related_to from change_lesson where environment = :environment and flag = :flag order by created_at, id
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .query(RecordRowMapper.of(Lesson.class))
                .list();
    }
}
