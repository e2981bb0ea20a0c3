// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Manager of the partitions of the tables of units, one per rollout, so that the units of a rollout are dropped at
/// once. The tables have no default partition: units are inserted only for rollouts with an evidence window. Every
/// method runs in the caller's transaction.
@Component
class UnitPartitions {
    private static final List<String> TABLES = List.of("unit_first_event", "trial_unit");
    /* Identifiers have at most 63 characters. */
    private static final Pattern ROLLOUT = Pattern.compile("[A-Za-z0-9_-]{1,40}");

    private final JdbcClient jdbc;

    UnitPartitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Creates the partitions of a rollout. Concurrent inserts of units do not wait for it.
    void create(String rollout) {
        for (String table : TABLES) {
            String partition = partitionOf(table, rollout);
            jdbc.sql("create table " + partition + " (like " + table + " including all)")
                    .update();
            jdbc.sql("alter table %s attach partition %s for values in ('%s')".formatted(table, partition, rollout))
                    .update();
        }
    }

    /// Drops the partitions of a rollout, if they exist. Waits for running inserts of units; set a short
    /// `lock_timeout`.
    ///
    /// @return number of dropped partitions
    int drop(String rollout) {
        int dropped = 0;
        for (String table : TABLES) {
            String partition = partitionOf(table, rollout);
            if (exists(partition)) {
                jdbc.sql("drop table " + partition).update();
                dropped++;
            }
        }
        return dropped;
    }

    private boolean exists(String partition) {
        return jdbc.sql("select to_regclass(:partition) is not null")
                .param("partition", partition)
                .query(Boolean.class)
                .single();
    }

    private static String partitionOf(String table, String rollout) {
        if (!ROLLOUT.matcher(rollout).matches()) {
            throw new IllegalArgumentException("Not the id of a rollout: " + rollout);
        }
        return "\"" + table + "_" + rollout + "\"";
    }
}
