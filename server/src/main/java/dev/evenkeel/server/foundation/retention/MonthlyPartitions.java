// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.retention;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The partitions of tables that are partitioned by a time, one for each month in UTC, as `TABLE_202611`, and
/// one for whatever has none, `TABLE_other`: an insert never fails for want of a partition. Every method runs
/// in the caller's transaction, under the lock of the table's [RetentionTarget], with a short `lock_timeout`.
@Component
public class MonthlyPartitions {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM");

    private final JdbcClient jdbc;

    MonthlyPartitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The month in which an instant lies.
    public static YearMonth month(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }

    /// Makes partitions of months that have none yet. What of them is in the last partition moves over.
    ///
    /// @param column what the table is partitioned by
    public void make(String table, String column, Collection<YearMonth> months) {
        List<YearMonth> there = months(table);
        months.stream().distinct().filter(month -> !there.contains(month)).forEach(month -> make(table, column, month));
    }

    private void make(String table, String column, YearMonth month) {
        String partition = table + "_" + MONTH.format(month);
        String from = start(month).toString();
        String to = start(month.plusMonths(1)).toString();
        jdbc.sql("create table " + partition + " (like " + table + " including all)")
                .update();
        jdbc.sql("""
                        with moved as (delete from %1$s_other where %2$s >= '%3$s' and %2$s < '%4$s' returning *)
                        insert into %5$s select * from moved
                        """.formatted(table, column, from, to, partition)).update();
        jdbc.sql("alter table %s attach partition %s for values from ('%s') to ('%s')"
                        .formatted(table, partition, from, to))
                .update();
    }

    /// Takes the oldest partition away, if its month had ended by an instant; else rows of the last partition
    /// that are from before it.
    ///
    /// @param column what the table is partitioned by
    public PurgeResult removeBefore(String table, String column, Instant limit) {
        Optional<YearMonth> over = months(table).stream()
                .min(YearMonth::compareTo)
                .filter(month -> !start(month.plusMonths(1)).isAfter(limit));
        if (over.isPresent()) {
            jdbc.sql("drop table " + table + "_" + MONTH.format(over.get())).update();
            return new PurgeResult(0, 1);
        }
        return PurgeResult.rows(jdbc.sql("delete from %s_other where %s < :limit".formatted(table, column))
                .param("limit", Timestamp.from(start(month(limit))))
                .update());
    }

    /// The months that have a partition.
    List<YearMonth> months(String table) {
        return jdbc.sql("""
                        select substring(child.relname from '_([0-9]{6})$') as month
                        from pg_inherits join pg_class as child on child.oid = inhrelid
                        where inhparent = :table::regclass and child.relname ~ '_[0-9]{6}$'
                        """)
                .param("table", table)
                .query((row, index) -> YearMonth.parse(row.getString("month"), MONTH))
                .list();
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
