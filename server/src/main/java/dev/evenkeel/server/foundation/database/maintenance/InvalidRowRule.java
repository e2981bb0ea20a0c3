// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database.maintenance;

/// A rule that finds rows with numbers that this version never stores: older versions accepted any number in a
/// batch. Beans of this type are applied at startup and once a minute, and their rows are moved to
/// [QuarantinedRowRepository].
///
/// @param table table of the rows
/// @param environment column with the environment of the rows, or `null`
/// @param condition condition of the rows, as in an index of the table
/// @param correction assignment that replaces the numbers when the rest of the row is needed; empty to delete
///     the row
/// @param reason why the rows cannot be counted
public record InvalidRowRule(String table, String environment, String condition, String correction, String reason) {
    private static final int MOST = 1_000;

    /* Skips locked rows, which are being written; the next run finds them. */
    String toSql() {
        String change = correction.isEmpty()
                ? "delete from " + table + " as held using found"
                : "update " + table + " as held set " + correction + " from found";
        return """
                with found as (
                         select tableoid as part, ctid as place, %1$s.* from %1$s where %2$s
                         limit %3$d for update skip locked),
                     changed as (%4$s where held.tableoid = found.part and held.ctid = found.place)
                insert into quarantined_row (quarantined_at, source_table, environment, reason, content)
                select :at::timestamptz, '%1$s', %5$s, '%6$s', to_jsonb(found) - 'part' - 'place' from found
                """.formatted(table, condition, MOST, change, environment, reason);
    }
}
