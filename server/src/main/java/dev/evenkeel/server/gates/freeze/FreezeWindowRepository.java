// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.freeze;

import dev.evenkeel.files.freeze.FreezeCalendarCodec;
import dev.evenkeel.files.freeze.FreezeWindowDefinition;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of freeze windows.
@Component
class FreezeWindowRepository {
    private final JdbcClient jdbc;

    FreezeWindowRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns all windows as stored, by name.
    List<String> listTexts() {
        return jdbc.sql("select spec from freeze_window order by name")
                .query((row, index) -> row.getString(1))
                .list();
    }

    /// Returns all windows, by name.
    List<FreezeWindowDefinition> listAll() {
        return listTexts().stream().map(FreezeCalendarCodec::decode).toList();
    }

    /// Adds windows; replaces windows with the same names.
    void save(List<FreezeWindowDefinition> rules) {
        rules.forEach(rule -> jdbc.sql("""
                        insert into freeze_window (name, spec) values (:name, :spec::jsonb)
                        on conflict (name) do update set spec = excluded.spec
                        """)
                .param("name", rule.name())
                .param("spec", FreezeCalendarCodec.encode(rule))
                .update());
    }

    /// Deletes all windows except those with these names.
    void deleteAllExcept(List<String> names) {
        jdbc.sql("delete from freeze_window where name <> all(:names)")
                .param("names", names)
                .update();
    }

    /// Deletes a window.
    ///
    /// @return whether it existed
    boolean delete(String name) {
        return jdbc.sql("delete from freeze_window where name = :name")
                        .param("name", name)
                        .update()
                > 0;
    }

    /// Blocks other writers until the transaction ends.
    void lock() {
        jdbc.sql("lock table freeze_window in share row exclusive mode").update();
    }
}
