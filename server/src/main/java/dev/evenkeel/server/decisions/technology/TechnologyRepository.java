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

/// The register and its policy. Every method runs in the caller's transaction if there is one.
@Component
class TechnologyRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    TechnologyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What people say of a technology beside its moves.
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

    private record TechnologyRow(String key, TechnologyDescription described) {}

    /// All, by key; two round trips.
    List<Technology> all() {
        Map<String, List<RadarRingChange>> moves = new HashMap<>();
        jdbc.sql("select * from technology_move order by technology, number").query(row -> {
            moves.computeIfAbsent(row.getString("technology"), none -> new ArrayList<>())
                    .add(move(row));
        });
        return jdbc
                .sql("select key, described from technology order by key")
                .query((row, index) -> new TechnologyRow(
                        row.getString("key"), JSON.readValue(row.getString("described"), TechnologyDescription.class)))
                .list()
                .stream()
                .map(row -> row.described().with(row.key(), moves.getOrDefault(row.key(), List.of())))
                .toList();
    }

    private static RadarRingChange move(ResultSet row) throws SQLException {
        String from = row.getString("from_ring");
        return new RadarRingChange(
                row.getTimestamp("at").toInstant(),
                from == null ? null : RadarRing.valueOf(from),
                RadarRing.valueOf(row.getString("to_ring")),
                row.getString("reason"),
                row.getString("person"),
                row.getString("record"));
    }

    /// Keeps others from changing the register until the end of the transaction.
    void lock() {
        jdbc.sql("lock table technology in share row exclusive mode").update();
    }

    /// Stores what is said of a technology, and adds moves.
    ///
    /// @param known moves that are stored already
    void put(Technology technology, int known) {
        jdbc.sql("""
                        insert into technology (key, described) values (:key, :described::jsonb)
                        on conflict (key) do update set described = excluded.described
                        """)
                .param("key", technology.key())
                .param("described", JSON.writeValueAsString(TechnologyDescription.of(technology)))
                .update();
        for (int number = known + 1; number <= technology.moves().size(); number++) {
            add(technology.key(), number, technology.moves().get(number - 1));
        }
    }

    private void add(String key, int number, RadarRingChange move) {
        RadarRing from = move.from();
        jdbc.sql("""
                        insert into technology_move (technology, number, at, from_ring, to_ring, reason, person, record)
                        values (:key, :number, :at, :from, :to, :reason, :person, :record)
                        """)
                .param("key", key)
                .param("number", number)
                .param("at", Timestamp.from(move.at()))
                .param("from", from == null ? null : from.name())
                .param("to", move.to().name())
                .param("reason", move.reason())
                .param("person", move.person())
                .param("record", move.record())
                .update();
    }

    /// The policy; empty where nothing was said.
    Optional<TechnologyPolicy> policy() {
        return jdbc.sql("select tokens, novel_below_hours, demand from technology_policy")
                .query((row, index) -> new TechnologyPolicy(
                        row.getInt("tokens"),
                        row.getDouble("novel_below_hours"),
                        TechnologyPolicy.DeclarationRequirement.valueOf(row.getString("demand"))))
                .optional();
    }

    void put(TechnologyPolicy policy) {
        jdbc.sql("""
                        insert into technology_policy (tokens, novel_below_hours, demand)
                        values (:tokens, :hours, :demand)
                        on conflict (only_one) do update set tokens = excluded.tokens,
                            novel_below_hours = excluded.novel_below_hours, demand = excluded.demand
                        """)
                .param("tokens", policy.tokens())
                .param("hours", policy.novelBelowHours())
                .param("demand", policy.demand().name())
                .update();
    }
}
