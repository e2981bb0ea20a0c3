// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.retention;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Manager of partitions by month, in UTC, named `TABLE_202611`, and of a default partition for all other rows,
/// `TABLE_default`, so that an insert never fails for lack of a partition. Every method runs in the caller's
/// transaction, under the lock of the table's [RetentionTarget], with a short `lock_timeout`.
@Component
public class MonthlyPartitions {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM");

    private final JdbcClient jdbc;

    MonthlyPartitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns the month of an instant.
    public static YearMonth monthOf(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }

    /// Creates the missing partitions of months and moves their rows from the default partition.
    ///
    /// @param column partition key of the table
    public void createMissing(String table, String column, Collection<YearMonth> months) {
        List<YearMonth> there = listMonths(table);
        months.stream()
                .distinct()
                .filter(month -> !there.contains(month))
                .forEach(month -> create(table, column, month));
    }

    private void create(String table, String column, YearMonth month) {
        String partition = table + "_" + MONTH.format(month);
        String from = startOf(month).toString();
        String to = startOf(month.plusMonths(1)).toString();
        jdbc.sql("create table " + partition + " (like " + table + " including all)")
                .update();
        jdbc.sql("""
                        with moved as (delete from %1$s_default where %2$s >= '%3$s' and %2$s < '%4$s' returning *)
                        insert into %5$s select * from moved
                        """.formatted(table, column, from, to, partition)).update();
        jdbc.sql("alter table %s attach partition %s for values from ('%s') to ('%s')"
                        .formatted(table, partition, from, to))
                .update();
    }

    /// Drops the oldest partition, if its month ended by an instant; otherwise deletes older rows of the
    /// default partition.
    ///
    /// @param column partition key of the table
    public PurgeResult purgeBefore(String table, String column, Instant limit) {
        Optional<YearMonth> over = listMonths(table).stream()
                .min(YearMonth::compareTo)
                .filter(month -> !startOf(month.plusMonths(1)).isAfter(limit));
        if (over.isPresent()) {
            jdbc.sql("drop table " + table + "_" + MONTH.format(over.get())).update();
            return new PurgeResult(0, 1);
        }
        return PurgeResult.ofRows(jdbc.sql("delete from %s_default where %s < :limit".formatted(table, column))
                .param("limit", startOf(monthOf(limit)))
                .update());
    }

    /// Returns the months that have a partition.
    List<YearMonth> listMonths(String table) {
        return jdbc.sql("""
                        select substring(child.relname from '_([0-9]{6})$') as month
                        from pg_inherits join pg_class as child on child.oid = inhrelid
                        where inhparent = :table::regclass and child.relname ~ '_[0-9]{6}$'
                        """)
                .param("table", table)
                .query((row, index) -> YearMonth.parse(row.getString("month"), MONTH))
                .list();
    }

    private static Instant startOf(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
