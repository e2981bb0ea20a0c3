// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database.maintenance;

/// Rows with numbers that no server of this version stores: older ones took every number from a batch. Beans of
/// this type are looked for once a minute and when the server starts, and moved to [QuarantinedRowRepository].
///
/// @param table where they are
/// @param environment the column that names their environment, or `null`
/// @param condition that they meet, as in an index of the table
/// @param correction what is set instead of their numbers where the rest of the row is needed; empty when the
///     whole row goes
/// @param reason why they cannot be counted
public record InvalidRowRule(String table, String environment, String condition, String correction, String reason) {
    private static final int MOST = 1_000;

    /* Whoever has a row locked writes it: it is there in the next round. */
    String statement() {
        String change = correction.isEmpty()
                ? "delete from " + table + " as held using found"
                : "update " + table + " as held set " + correction + " from found";
        return """
                with found as (
                         select tableoid as part, ctid as place, %1$s.* from %1$s where %2$s
                         limit %3$d for update skip locked),
                     changed as (%4$s where held.tableoid = found.part and held.ctid = found.place)
                insert into set_aside (at, source, environment, reason, content)
                select :at::timestamptz, '%1$s', %5$s, '%6$s', to_jsonb(found) - 'part' - 'place' from found
                """.formatted(table, condition, MOST, change, environment, reason);
    }
}
