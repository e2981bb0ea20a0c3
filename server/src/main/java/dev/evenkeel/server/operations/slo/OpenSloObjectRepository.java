// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.files.openslo.OpenSloKind;
import dev.evenkeel.files.openslo.OpenSloObject;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Objects of OpenSLO as they were given. Every method runs in the caller's transaction if there is one.
@Component
class OpenSloObjectRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    OpenSloObjectRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Keeps others from changing objects until the caller's transaction ends; readers go on.
    void lock() {
        jdbc.sql("lock table openslo_object in share row exclusive mode").update();
    }

    /// Whether an SLO is kept; if so it stays until the caller's transaction ends.
    boolean holds(String slo) {
        return !jdbc.sql("select 1 from openslo_object where kind = :kind and name = :name for key share")
                .param("kind", OpenSloKind.SLO.text())
                .param("name", slo)
                .query((row, index) -> row.getInt(1))
                .list()
                .isEmpty();
    }

    /// An object as it lies in the table.
    record StoredOpenSloObject(String kind, String name, String text) {
        OpenSloObject object() {
            return OpenSloObject.stored(OpenSloKind.of(kind).orElseThrow(), name, JSON.readTree(text));
        }
    }

    /// All, by kind and name.
    List<OpenSloObject> all() {
        return stored().stream().map(StoredOpenSloObject::object).toList();
    }

    /// All, by kind and name, without a look into their texts.
    List<StoredOpenSloObject> stored() {
        return jdbc.sql("select kind, name, text from openslo_object order by kind, name")
                .query((row, index) ->
                        new StoredOpenSloObject(row.getString("kind"), row.getString("name"), row.getString("text")))
                .list();
    }

    void put(OpenSloObject object) {
        jdbc.sql("""
                        insert into openslo_object (kind, name, text) values (:kind, :name, :text)
                        on conflict (kind, name) do update set text = excluded.text
                        """)
                .param("kind", object.kind().text())
                .param("name", object.name())
                .param("text", object.json().toString())
                .update();
    }

    void delete(OpenSloKind kind, String name) {
        jdbc.sql("delete from openslo_object where kind = :kind and name = :name")
                .param("kind", kind.text())
                .param("name", name)
                .update();
    }
}
