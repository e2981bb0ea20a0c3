// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The stored decision records.
@Component
class DecisionRecordRepository {
    private final JdbcClient jdbc;

    DecisionRecordRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns all texts by id, sorted by id.
    Map<String, String> listTextsById() {
        return queryTexts("select id, text from decision_record order by id");
    }

    /// Returns the texts of accepted records by id.
    Map<String, String> listAcceptedTexts() {
        return queryTexts("select id, text from decision_record where accepted order by id");
    }

    private Map<String, String> queryTexts(String sql) {
        Map<String, String> texts = new LinkedHashMap<>();
        jdbc.sql(sql).query(row -> {
            texts.put(row.getString("id"), row.getString("text"));
        });
        return texts;
    }

    Optional<String> findById(String id) {
        return jdbc.sql("select text from decision_record where id = ?")
                .param(id)
                .query(String.class)
                .optional();
    }

    Set<String> listIds() {
        return Set.copyOf(
                jdbc.sql("select id from decision_record").query(String.class).list());
    }

    void save(String id, String text, boolean accepted, Instant now) {
        jdbc.sql("""
                        insert into decision_record (id, text, accepted, changed_at)
                        values (:id, :text, :accepted, :now)
                        on conflict (id) do update
                            set text = excluded.text, accepted = excluded.accepted, changed_at = excluded.changed_at
                        """)
                .param("id", id)
                .param("text", text)
                .param("accepted", accepted)
                .param("now", now)
                .update();
    }
}
