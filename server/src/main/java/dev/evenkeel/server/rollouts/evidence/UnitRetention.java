// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.server.foundation.retention.PurgeResult;
import dev.evenkeel.server.foundation.retention.RetentionTarget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The retention of units of rollouts and experiments that accept no more outcomes. The units of a rollout are dropped;
/// an experiment can have millions of units, so they are deleted in batches.
@Component
public class UnitRetention implements RetentionTarget {
    private static final int MOST = 5_000;
    private static final List<OwnedUnitTable> PLACES = List.of(
            new OwnedUnitTable("rollout_instance", "rollout"),
            new OwnedUnitTable("experiment_unit", "experiment"),
            new OwnedUnitTable("experiment_outcome", "experiment"));

    private final JdbcClient jdbc;
    private final UnitPartitions partitions;

    UnitRetention(JdbcClient jdbc, UnitPartitions partitions) {
        this.jdbc = jdbc;
        this.partitions = partitions;
    }

    private record OwnedUnitTable(String table, String owner) {}

    /// Marks the units of a rollout or an experiment for deletion, in the caller's transaction.
    public static void schedulePurge(JdbcClient jdbc, String owner) {
        jdbc.sql("insert into purged_unit_owner (owner) values (:owner) on conflict do nothing")
                .param("owner", owner)
                .update();
    }

    @Override
    public String table() {
        return "purged_unit_owner";
    }

    @Override
    public PurgeResult purge(Instant now) {
        return jdbc.sql("select owner from purged_unit_owner order by owner limit 1 for update skip locked")
                .query(String.class)
                .optional()
                .map(this::removeOf)
                .orElse(PurgeResult.NONE);
    }

    private PurgeResult removeOf(String owner) {
        int dropped = partitions.drop(owner);
        long units = 0;
        for (OwnedUnitTable place : PLACES) {
            units += jdbc.sql(
                            "delete from %1$s where ctid = any(array(select ctid from %1$s where %2$s = :owner limit :most))"
                                    .formatted(place.table(), place.owner()))
                    .param("owner", owner)
                    .param("most", MOST)
                    .update();
        }
        if (units == 0 && dropped == 0) {
            jdbc.sql("delete from purged_unit_owner where owner = :owner")
                    .param("owner", owner)
                    .update();
        }
        return new PurgeResult(Math.max(units, 1), dropped);
    }

    /// Units are deleted as soon as they are marked.
    @Override
    public Optional<Instant> findOldest() {
        return Optional.empty();
    }
}
