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

/// The objects that were applied from manifests, in the database.
@Component
class AppliedObjectRepository {
    private static final String ORIGIN = """
            select o.kind, o.environment, o.name as object, s.name, s.source, s.applied_at, s.applied_by
            from manifest_object o join manifest_set s on s.name = o.set_name
            """;
    private static final JsonMapper JSON = ManifestJsonMapper.EXACT;

    private final JdbcClient jdbc;

    AppliedObjectRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Locks manifest sets against changes until the transaction ends; reads are not blocked.
    void lock() {
        jdbc.sql("lock table manifest_set in share row exclusive mode").update();
    }

    /// Returns all objects by kind and name.
    List<LastAppliedManifestObject> listAll() {
        return jdbc.sql("select kind, environment, name, set_name, spec from manifest_object order by 1, 2, 3")
                .query((row, index) -> new LastAppliedManifestObject(
                        row.getString("kind"),
                        new ManifestObjectName(row.getString("environment"), row.getString("name")),
                        row.getString("set_name"),
                        JSON.readTree(row.getString("spec"))))
                .list();
    }

    /// Returns all sets by name.
    List<AppliedManifestSet> listSets() {
        return jdbc.sql("select name, source, applied_at, applied_by from manifest_set order by name")
                .query((row, index) -> mapSet(row))
                .list();
    }

    /// Returns the origin of an object.
    Optional<AppliedObjectOrigin> findOrigin(String kind, ManifestObjectName name) {
        return jdbc.sql(ORIGIN + "where o.kind = :kind and o.environment = :environment and o.name = :name")
                .param("kind", kind)
                .param("environment", name.environment())
                .param("name", name.name())
                .query((row, index) -> mapOrigin(row))
                .optional();
    }

    /// Returns the origins of all objects of some kinds.
    ///
    /// @param kinds at least one
    List<AppliedObjectOrigin> listOrigins(List<String> kinds) {
        return jdbc.sql(ORIGIN + "where o.kind in (:kinds)")
                .param("kinds", kinds)
                .query((row, index) -> mapOrigin(row))
                .list();
    }

    private static AppliedObjectOrigin mapOrigin(ResultSet row) throws SQLException {
        return new AppliedObjectOrigin(
                row.getString("kind"),
                new ManifestObjectName(row.getString("environment"), row.getString("object")),
                mapSet(row));
    }

    private static AppliedManifestSet mapSet(ResultSet row) throws SQLException {
        return new AppliedManifestSet(
                row.getString("name"),
                row.getString("source"),
                row.getTimestamp("applied_at").toInstant(),
                row.getString("applied_by"));
    }

    void save(AppliedManifestSet set) {
        jdbc.sql("""
                        insert into manifest_set (name, source, applied_at, applied_by) values (:name, :source, :at, :person)
                        on conflict (name) do update
                            set source = excluded.source, applied_at = excluded.applied_at, applied_by = excluded.applied_by
                        """)
                .param("name", set.name())
                .param("source", set.source())
                .param("at", Timestamp.from(set.appliedAt()))
                .param("person", set.appliedBy())
                .update();
    }

    void save(LastAppliedManifestObject object) {
        jdbc.sql("""
                        insert into manifest_object (kind, environment, name, set_name, spec)
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
        jdbc.sql("delete from manifest_object where kind = :kind and environment = :environment and name = :name")
                .param("kind", kind)
                .param("environment", name.environment())
                .param("name", name.name())
                .update();
    }
}
