// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Which objects came from files. Every method runs in the caller's transaction if there is one, in one round
/// trip.
@Component
class AppliedObjectRepository {
    private static final String ORIGIN = """
            select o.kind, o.environment, o.name as object, s.name, s.source, s.applied_at, s.person
            from applied_object o join applied_set s on s.name = o.set_name
            """;
    private static final JsonMapper JSON = ManifestJsonMapper.EXACT;

    private final JdbcClient jdbc;

    AppliedObjectRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Keeps others from applying files until the transaction ends; readers go on.
    void lock() {
        jdbc.sql("lock table applied_set in share row exclusive mode").update();
    }

    /// All, by kind and name.
    List<AppliedObject> all() {
        return jdbc.sql("select kind, environment, name, set_name, spec from applied_object order by 1, 2, 3")
                .query((row, index) -> new AppliedObject(
                        row.getString("kind"),
                        new ManifestObjectName(row.getString("environment"), row.getString("name")),
                        row.getString("set_name"),
                        JSON.readTree(row.getString("spec"))))
                .list();
    }

    /// All, by name.
    List<ManifestSet> sets() {
        return jdbc.sql("select name, source, applied_at, person from applied_set order by name")
                .query((row, index) -> set(row))
                .list();
    }

    /// Where an object came from.
    Optional<ManifestOrigin> findOrigin(String kind, ManifestObjectName name) {
        return jdbc.sql(ORIGIN + "where o.kind = :kind and o.environment = :environment and o.name = :name")
                .param("kind", kind)
                .param("environment", name.environment())
                .param("name", name.name())
                .query((row, index) -> origin(row))
                .optional();
    }

    /// Where all objects of some kinds came from.
    ///
    /// @param kinds at least one
    List<ManifestOrigin> origins(List<String> kinds) {
        return jdbc.sql(ORIGIN + "where o.kind in (:kinds)")
                .param("kinds", kinds)
                .query((row, index) -> origin(row))
                .list();
    }

    private static ManifestOrigin origin(ResultSet row) throws SQLException {
        return new ManifestOrigin(
                row.getString("kind"),
                new ManifestObjectName(row.getString("environment"), row.getString("object")),
                set(row));
    }

    private static ManifestSet set(ResultSet row) throws SQLException {
        return new ManifestSet(
                row.getString("name"),
                row.getString("source"),
                row.getTimestamp("applied_at").toInstant(),
                row.getString("person"));
    }

    void put(ManifestSet set) {
        jdbc.sql("""
                        insert into applied_set (name, source, applied_at, person) values (:name, :source, :at, :person)
                        on conflict (name) do update
                            set source = excluded.source, applied_at = excluded.applied_at, person = excluded.person
                        """)
                .param("name", set.name())
                .param("source", set.source())
                .param("at", Timestamp.from(set.at()))
                .param("person", set.person())
                .update();
    }

    void put(AppliedObject object) {
        jdbc.sql("""
                        insert into applied_object (kind, environment, name, set_name, spec)
                        values (:kind, :environment, :name, :set, :spec)
                        on conflict (kind, environment, name) do update
                            set set_name = excluded.set_name, spec = excluded.spec
                        """)
                .param("kind", object.kind())
                .param("environment", object.name().environment())
                .param("name", object.name().name())
                .param("set", object.set())
                .param("spec", object.spec().toString())
                .update();
    }

    void delete(String kind, ManifestObjectName name) {
        jdbc.sql("delete from applied_object where kind = :kind and environment = :environment and name = :name")
                .param("kind", kind)
                .param("environment", name.environment())
                .param("name", name.name())
                .update();
    }
}
