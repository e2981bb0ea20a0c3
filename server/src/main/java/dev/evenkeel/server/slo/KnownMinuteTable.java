// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.slo;

import dev.evenkeel.engine.slo.Counts;
import dev.evenkeel.engine.slo.Reading;
import dev.evenkeel.engine.slo.Timeline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What is known about each minute of an SLO. Every method runs in the caller's transaction if there is one, in one
/// round trip.
@Component
class KnownMinuteTable {
    private static final String COUNTED = "COUNTED";

    private final JdbcClient jdbc;

    KnownMinuteTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Notes readings; a count stays when blindness comes after it.
    void put(String slo, Map<Instant, Reading> minutes) {
        if (minutes.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into slo_minute as stored (slo, minute, kind, good, total)
                        select :slo, minute, kind, good, total
                        from unnest(:minutes::timestamptz[], :kinds, :good, :total) as told (minute, kind, good, total)
                        order by minute
                        on conflict (slo, minute) do update
                        set kind = excluded.kind, good = excluded.good, total = excluded.total
                        where excluded.kind = 'COUNTED' or stored.kind <> 'COUNTED'
                        """)
                .param("slo", slo)
                .param(
                        "minutes",
                        minutes.keySet().stream().map(Instant::toString).toArray(String[]::new))
                .param(
                        "kinds",
                        minutes.values().stream().map(KnownMinuteTable::kind).toArray(String[]::new))
                .param(
                        "good",
                        minutes.values().stream()
                                .map(reading -> counts(reading).good())
                                .toArray(Long[]::new))
                .param(
                        "total",
                        minutes.values().stream()
                                .map(reading -> counts(reading).total())
                                .toArray(Long[]::new))
                .update();
    }

    /// Minutes that begin in [from, to).
    Timeline timeline(String slo, Instant from, Instant to) {
        Map<Instant, Reading> minutes = new HashMap<>();
        jdbc.sql("""
                        select minute, kind, good, total from slo_minute
                        where slo = :slo and minute >= :from and minute < :to
                        """)
                .param("slo", slo)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query(row -> {
                    minutes.put(row.getTimestamp("minute").toInstant(), reading(row));
                });
        return Timeline.of(minutes);
    }

    void deleteBefore(String slo, Instant limit) {
        jdbc.sql("delete from slo_minute where slo = :slo and minute < :limit")
                .param("slo", slo)
                .param("limit", Timestamp.from(limit))
                .update();
    }

    void deleteAll(String slo) {
        jdbc.sql("delete from slo_minute where slo = :slo").param("slo", slo).update();
    }

    private static Reading reading(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        return kind.equals(COUNTED)
                ? new Reading.Counted(new Counts(row.getLong("good"), row.getLong("total")))
                : Reading.Blind.valueOf(kind);
    }

    private static String kind(Reading reading) {
        return switch (reading) {
            case Reading.Counted _ -> COUNTED;
            case Reading.Blind blind -> blind.name();
        };
    }

    private static Counts counts(Reading reading) {
        return reading instanceof Reading.Counted counted ? counted.counts() : Counts.NONE;
    }
}
