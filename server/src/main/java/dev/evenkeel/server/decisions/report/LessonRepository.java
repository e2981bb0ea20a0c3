// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import java.sql.Timestamp;
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
                        values (:id, :environment, :flag, :at, :person, :lesson, :about)
                        """)
                .param("id", lesson.id())
                .param("environment", environment)
                .param("flag", flag)
                .param("at", Timestamp.from(lesson.at()))
                .param("person", lesson.person())
                .param("lesson", lesson.lesson())
                .param("about", lesson.relatedTo())
                .update();
    }

    /// Returns the lessons of a flag's change, oldest first.
    List<Lesson> listByFlag(String environment, String flag) {
        return jdbc.sql("""
                        select * from change_lesson where environment = :environment and flag = :flag order by created_at, id
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .query((row, index) -> new Lesson(
                        row.getString("id"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getString("created_by"),
                        row.getString("lesson"),
                        row.getString("related_to")))
                .list();
    }
}
