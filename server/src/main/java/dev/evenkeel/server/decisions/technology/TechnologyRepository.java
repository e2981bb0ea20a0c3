// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.technology.RadarRingChange;
import dev.evenkeel.engine.technology.ServiceUsage;
import dev.evenkeel.engine.technology.Technology;
import dev.evenkeel.engine.technology.TechnologyKind;
import dev.evenkeel.engine.technology.TechnologyPolicy;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The stored register and its policy. Every method runs in the caller's transaction if there is one.
@Component
class TechnologyRepository {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final RecordRowMapper<TechnologyRow> TECHNOLOGY =
            RecordRowMapper.of(TechnologyRow.class).json(TechnologyDescription.class);
    private static final RecordRowMapper<RadarRingChange> RING_CHANGE = RecordRowMapper.of(RadarRingChange.class);

    private final JdbcClient jdbc;

    TechnologyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The properties of a technology apart from its ring changes.
    private record TechnologyDescription(
            String name, TechnologyKind kind, List<ServiceUsage> services, List<String> packages) {
        static TechnologyDescription of(Technology technology) {
            return new TechnologyDescription(
                    technology.name(), technology.kind(), technology.services(), technology.packages());
        }

        Technology with(String key, List<RadarRingChange> moves) {
            return new Technology(key, name, kind, services, packages, moves);
        }
    }

    private record TechnologyRow(String key, TechnologyDescription spec) {}

    /// Returns all technologies, by key, in two round trips.
    List<Technology> listAll() {
        Map<String, List<RadarRingChange>> moves = new HashMap<>();
        jdbc.sql("""
                        select technology, changed_at as at, from_ring as from, to_ring as to, reason, changed_by as person,
                               decision_record
                        from technology_ring_change order by technology, number
                        """).query(row -> {
            moves.computeIfAbsent(row.getString("technology"), none -> new ArrayList<>())
                    .add(RING_CHANGE.mapRow(row, 0));
        });
        return jdbc.sql("select key, spec from technology order by key").query(TECHNOLOGY).list().stream()
                .map(row -> row.spec().with(row.key(), moves.getOrDefault(row.key(), List.of())))
                .toList();
    }

    /// Locks the register until the end of the transaction.
    void lock() {
        jdbc.sql("lock table technology in share row exclusive mode").update();
    }

    /// Stores the properties of a technology and adds its new ring changes.
    ///
    /// @param known number of ring changes already stored
    void save(Technology technology, int known) {
        jdbc.sql("""
                        insert into technology (key, spec) values (:key, :spec::jsonb)
                        on conflict (key) do update set spec = excluded.spec
                        """)
                .param("key", technology.key())
                .param("spec", JSON.writeValueAsString(TechnologyDescription.of(technology)))
                .update();
        for (int number = known + 1; number <= technology.ringChanges().size(); number++) {
            insertMove(technology.key(), number, technology.ringChanges().get(number - 1));
        }
    }

    private void insertMove(String key, int number, RadarRingChange change) {
        jdbc.sql("""
                        insert into technology_ring_change
                            (technology, number, changed_at, from_ring, to_ring, reason, changed_by, decision_record)
                        values (:key, :number, :at, :from, :to, :reason, :person, :decisionRecord)
                        """)
                .paramSource(change)
                .param("key", key)
                .param("number", number)
                .update();
    }

    /// Returns the policy; empty when none is stored.
    Optional<TechnologyPolicy> findPolicy() {
        return jdbc.sql(
                        "select innovation_tokens as tokens, novelty_threshold_hours, required_declaration from technology_policy")
                .query(RecordRowMapper.of(TechnologyPolicy.class))
                .optional();
    }

    void savePolicy(TechnologyPolicy policy) {
        jdbc.sql("""
                        insert into technology_policy (innovation_tokens, novelty_threshold_hours, required_declaration)
                        values (:tokens, :noveltyThresholdHours, :requiredDeclaration)
                        on conflict (singleton) do update set innovation_tokens = excluded.innovation_tokens,
                            novelty_threshold_hours = excluded.novelty_threshold_hours,
                            required_declaration = excluded.required_declaration
                        """).paramSource(policy).update();
    }
}
