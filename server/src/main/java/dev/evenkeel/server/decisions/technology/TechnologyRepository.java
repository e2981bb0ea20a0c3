// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.technology.RadarRing;
import dev.evenkeel.engine.technology.RadarRingChange;
import dev.evenkeel.engine.technology.ServiceUsage;
import dev.evenkeel.engine.technology.Technology;
import dev.evenkeel.engine.technology.TechnologyKind;
import dev.evenkeel.engine.technology.TechnologyPolicy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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
        jdbc.sql("select * from technology_ring_change order by technology, number")
                .query(row -> {
                    moves.computeIfAbsent(row.getString("technology"), none -> new ArrayList<>())
                            .add(mapMove(row));
                });
        return jdbc
                .sql("select key, spec from technology order by key")
                .query((row, index) -> new TechnologyRow(
                        row.getString("key"), JSON.readValue(row.getString("spec"), TechnologyDescription.class)))
                .list()
                .stream()
                .map(row -> row.spec().with(row.key(), moves.getOrDefault(row.key(), List.of())))
                .toList();
    }

    private static RadarRingChange mapMove(ResultSet row) throws SQLException {
        String from = row.getString("from_ring");
        return new RadarRingChange(
                row.getTimestamp("changed_at").toInstant(),
                from == null ? null : RadarRing.valueOf(from),
                RadarRing.valueOf(row.getString("to_ring")),
                row.getString("reason"),
                row.getString("changed_by"),
                row.getString("decision_record"));
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
        RadarRing from = change.from();
        jdbc.sql("""
                        insert into technology_ring_change
                            (technology, number, changed_at, from_ring, to_ring, reason, changed_by, decision_record)
                        values (:key, :number, :at, :from, :to, :reason, :person, :record)
                        """)
                .param("key", key)
                .param("number", number)
                .param("at", Timestamp.from(change.at()))
                .param("from", from == null ? null : from.name())
                .param("to", change.to().name())
                .param("reason", change.reason())
                .param("person", change.person())
                .param("record", change.decisionRecord())
                .update();
    }

    /// Returns the policy; empty when none is stored.
    Optional<TechnologyPolicy> findPolicy() {
        return jdbc.sql(
                        "select innovation_tokens, novelty_threshold_hours, required_declaration from technology_policy")
                .query((row, index) -> new TechnologyPolicy(
                        row.getInt("innovation_tokens"),
                        row.getDouble("novelty_threshold_hours"),
                        TechnologyPolicy.DeclarationRequirement.valueOf(row.getString("required_declaration"))))
                .optional();
    }

    void savePolicy(TechnologyPolicy policy) {
        jdbc.sql("""
                        insert into technology_policy (innovation_tokens, novelty_threshold_hours, required_declaration)
                        values (:tokens, :hours, :demand)
                        on conflict (singleton) do update set innovation_tokens = excluded.innovation_tokens,
                            novelty_threshold_hours = excluded.novelty_threshold_hours,
                            required_declaration = excluded.required_declaration
                        """)
                .param("tokens", policy.tokens())
                .param("hours", policy.noveltyThresholdHours())
                .param("demand", policy.requiredDeclaration().name())
                .update();
    }
}
