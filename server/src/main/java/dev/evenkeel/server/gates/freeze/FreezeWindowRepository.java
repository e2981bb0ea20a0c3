// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.freeze;

import dev.evenkeel.files.freeze.FreezeCalendarCodec;
import dev.evenkeel.files.freeze.FreezeWindowDefinition;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The freeze calendar. Every method runs in the caller's transaction if there is one.
@Component
class FreezeWindowRepository {
    private final JdbcClient jdbc;

    FreezeWindowRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Every window as it is stored, by name.
    List<String> texts() {
        return jdbc.sql("select spec from freeze_window order by name")
                .query((row, index) -> row.getString(1))
                .list();
    }

    /// Every window, by name.
    List<FreezeWindowDefinition> all() {
        return texts().stream().map(FreezeCalendarCodec::decode).toList();
    }

    /// Puts windows in force, in the place of those of the same names.
    void put(List<FreezeWindowDefinition> rules) {
        rules.forEach(rule -> jdbc.sql("""
                        insert into freeze_window (name, spec) values (:name, :spec::jsonb)
                        on conflict (name) do update set spec = excluded.spec
                        """)
                .param("name", rule.name())
                .param("spec", FreezeCalendarCodec.encode(rule))
                .update());
    }

    /// Takes away all windows but those of these names.
    void keepOnly(List<String> names) {
        jdbc.sql("delete from freeze_window where name <> all(:names)")
                .param("names", names.toArray(String[]::new))
                .update();
    }

    /// Takes a window away.
    ///
    /// @return whether there was one of this name
    boolean remove(String name) {
        return jdbc.sql("delete from freeze_window where name = :name")
                        .param("name", name)
                        .update()
                > 0;
    }

    /// Others that change the calendar wait until the end of the transaction.
    void lock() {
        jdbc.sql("lock table freeze_window in share row exclusive mode").update();
    }
}
