// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.api.ManifestApi.AppliedManifestSet;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The objects that were applied from manifests, in the database.
@Component
class AppliedObjectRepository {
    private static final String ORIGIN = """
            select o.kind, o.environment, o.name as object, s.name, s.source, s.applied_at, s.applied_by
            from manifest_object o join manifest_set s on s.name = o.set_name
            """;
    private static final JsonMapper JSON = JsonTextParser.STRICT;
    private static final RecordRowMapper<LastAppliedManifestObject> OBJECT =
            RecordRowMapper.of(LastAppliedManifestObject.class).parsing(JsonNode.class, JSON::readTree);
    private static final RecordRowMapper<AppliedManifestSet> SET = RecordRowMapper.of(AppliedManifestSet.class);

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
        return jdbc.sql("select kind, environment, name, set_name as set, spec from manifest_object order by 1, 2, 3")
                .query(OBJECT)
                .list();
    }

    /// Returns all sets by name.
    List<AppliedManifestSet> listSets() {
        return jdbc.sql("select name, source, applied_at, applied_by from manifest_set order by name")
                .query(SET)
                .list();
    }

    /// Returns the origin of an object.
    Optional<AppliedObjectOrigin> findOrigin(String kind, ManifestObjectName name) {
        return jdbc.sql(ORIGIN + "where o.kind = :kind and o.environment = :environment and o.name = :name")
                .paramSource(name)
                .param("kind", kind)
                .query((row, index) -> mapOrigin(row))
                .optional();
    }

    /// Returns the origins of all objects of some kinds.
    ///
    /// @param kinds at least one
    List<AppliedObjectOrigin> listOrigins(List<String> kinds) {
        return jdbc.sql(ORIGIN + "where o.kind = any(:kinds)")
                .param("kinds", kinds)
                .query((row, index) -> mapOrigin(row))
                .list();
    }

    private static AppliedObjectOrigin mapOrigin(ResultSet row) throws SQLException {
        return new AppliedObjectOrigin(
                row.getString("kind"),
                new ManifestObjectName(row.getString("environment"), row.getString("object")),
                SET.mapRow(row, 0));
    }

    void save(AppliedManifestSet set) {
        jdbc.sql("""
                        insert into manifest_set (name, source, applied_at, applied_by) values (:name, :source, :appliedAt, :appliedBy)
                        on conflict (name) do update
                            set source = excluded.source, applied_at = excluded.applied_at, applied_by = excluded.applied_by
                        """).paramSource(set).update();
    }

    void save(LastAppliedManifestObject object) {
        jdbc.sql("""
                        insert into manifest_object (kind, environment, name, set_name, spec)
                        values (:kind, :environment, :name, :set, :spec)
                        on conflict (kind, environment, name) do update
                            set set_name = excluded.set_name, spec = excluded.spec
                        """)
                .paramSource(object)
                .param("environment", object.name().environment())
                .param("name", object.name().name())
                .param("spec", object.spec().toString())
                .update();
    }

    void delete(String kind, ManifestObjectName name) {
        jdbc.sql("delete from manifest_object where kind = :kind and environment = :environment and name = :name")
                .paramSource(name)
                .param("kind", kind)
                .update();
    }
}
