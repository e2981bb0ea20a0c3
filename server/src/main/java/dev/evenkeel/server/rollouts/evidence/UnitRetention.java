// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.server.foundation.retention.PurgeResult;
import dev.evenkeel.server.foundation.retention.RetentionTarget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Units of rollouts and experiments that take in nothing more. There can be millions of one, so they go in
/// steps.
@Component
public class UnitRetention implements RetentionTarget {
    private static final int MOST = 5_000;
    private static final List<OwnerTable> PLACES = List.of(
            new OwnerTable("first_event", "rollout"),
            new OwnerTable("trial_unit", "rollout"),
            new OwnerTable("rollout_process", "rollout"),
            new OwnerTable("exposed_unit", "experiment"),
            new OwnerTable("unit_outcome", "experiment"));

    private final JdbcClient jdbc;

    UnitRetention(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record OwnerTable(String table, String owner) {}

    /// Notes that the units of a rollout or an experiment may go, in the caller's transaction.
    public static void note(JdbcClient jdbc, String owner) {
        jdbc.sql("insert into forgotten_owner (owner) values (:owner) on conflict do nothing")
                .param("owner", owner)
                .update();
    }

    @Override
    public String table() {
        return "forgotten_owner";
    }

    @Override
    public PurgeResult remove(Instant now) {
        return jdbc.sql("select owner from forgotten_owner order by owner limit 1 for update skip locked")
                .query(String.class)
                .optional()
                .map(this::removeOf)
                .orElse(PurgeResult.NOTHING);
    }

    private PurgeResult removeOf(String owner) {
        long units = 0;
        for (OwnerTable place : PLACES) {
            units += jdbc.sql(
                            "delete from %1$s where ctid = any(array(select ctid from %1$s where %2$s = :owner limit :most))"
                                    .formatted(place.table(), place.owner()))
                    .param("owner", owner)
                    .param("most", MOST)
                    .update();
        }
        if (units == 0) {
            jdbc.sql("delete from forgotten_owner where owner = :owner")
                    .param("owner", owner)
                    .update();
        }
        return PurgeResult.rows(Math.max(units, 1));
    }

    /// They go as soon as they may.
    @Override
    public Optional<Instant> oldest() {
        return Optional.empty();
    }
}
