// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.event;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The sinks. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
class SinkTable {
    private final JdbcClient jdbc;

    SinkTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// By name.
    List<Sink> all() {
        return jdbc.sql("select name, kind, address, secret from event_sink order by name")
                .query((row, index) -> sink(row))
                .list();
    }

    Optional<Sink> find(String name) {
        return jdbc.sql("select name, kind, address, secret from event_sink where name = :name")
                .param("name", name)
                .query((row, index) -> sink(row))
                .optional();
    }

    void put(Sink sink) {
        jdbc.sql("""
                        insert into event_sink (name, kind, address, secret) values (:name, :kind, :address, :secret)
                        on conflict (name) do update
                        set kind = excluded.kind, address = excluded.address, secret = excluded.secret
                        """)
                .param("name", sink.name())
                .param("kind", sink.kind().name())
                .param("address", sink.address().toString())
                .param("secret", sink.secret())
                .update();
    }

    boolean delete(String name) {
        return jdbc.sql("delete from event_sink where name = :name")
                        .param("name", name)
                        .update()
                > 0;
    }

    private static Sink sink(ResultSet row) throws SQLException {
        return new Sink(
                row.getString("name"),
                SinkKind.valueOf(row.getString("kind")),
                URI.create(row.getString("address")),
                row.getString("secret"));
    }
}
