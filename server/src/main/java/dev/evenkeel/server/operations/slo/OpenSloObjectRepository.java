// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.files.openslo.OpenSloKind;
import dev.evenkeel.files.openslo.OpenSloObject;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The repository of OpenSLO objects, stored verbatim.
@Component
class OpenSloObjectRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    OpenSloObjectRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Blocks writers until the caller's transaction ends; readers are not blocked.
    void lock() {
        jdbc.sql("lock table openslo_object in share row exclusive mode").update();
    }

    /// Returns whether an SLO exists; if it does, blocks its deletion until the caller's transaction ends.
    boolean lockIfExists(String slo) {
        return !jdbc.sql("select 1 from openslo_object where kind = :kind and name = :name for key share")
                .param("kind", OpenSloKind.SLO.wireName())
                .param("name", slo)
                .query((row, index) -> row.getInt(1))
                .list()
                .isEmpty();
    }

    /// A table row.
    record StoredOpenSloObject(String kind, String name, String text) {
        OpenSloObject parse() {
            return OpenSloObject.ofStored(OpenSloKind.findByName(kind).orElseThrow(), name, JSON.readTree(text));
        }
    }

    /// Returns all objects, by kind and name.
    List<OpenSloObject> listAll() {
        return listStored().stream().map(StoredOpenSloObject::parse).toList();
    }

    /// Returns all objects, by kind and name, without parsing them.
    List<StoredOpenSloObject> listStored() {
        return jdbc.sql("select kind, name, document as text from openslo_object order by kind, name")
                .query(RecordRowMapper.of(StoredOpenSloObject.class))
                .list();
    }

    void save(OpenSloObject object) {
        jdbc.sql("""
                        insert into openslo_object (kind, name, document) values (:kind, :name, :document)
                        on conflict (kind, name) do update set document = excluded.document
                        """)
                .param("kind", object.kind().wireName())
                .param("name", object.name())
                .param("document", object.json().toString())
                .update();
    }

    void delete(OpenSloKind kind, String name) {
        jdbc.sql("delete from openslo_object where kind = :kind and name = :name")
                .param("kind", kind.wireName())
                .param("name", name)
                .update();
    }
}
