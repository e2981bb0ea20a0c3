// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.engine.capacity.WorkItem;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The stored work items.
@Component
class WorkItemRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    WorkItemRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Blocks other imports from a source until the end of the transaction.
    void lock(String source) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))::text")
                .param("name", "work items of " + source)
                .query(String.class)
                .single();
    }

    /// Returns the stored items of a source that have the keys of the given items, by key.
    Map<String, WorkItem> findByKeys(String source, Collection<WorkItem> like) {
        Map<String, WorkItem> found = new HashMap<>();
        jdbc.sql("select key, details from work_item where source = :source and key = any(:keys)")
                .param("source", source)
                .param("keys", like.stream().map(WorkItem::key).toList())
                .query(row -> {
                    found.put(row.getString("key"), mapItem(row.getString("details")));
                });
        return found;
    }

    /// Inserts items, replacing those with the same keys.
    void save(String source, List<WorkItem> items) {
        jdbc.sql("""
                        insert into work_item (source, key, team, opened_at, closed_at, details)
                        select :source, key, team, opened_at, closed_at, details
                        from unnest(:keys, :teams, :opened::timestamptz[], :closed::timestamptz[], :details::jsonb[])
                            as told (key, team, opened_at, closed_at, details)
                        on conflict (source, key) do update
                        set team = excluded.team, opened_at = excluded.opened_at, closed_at = excluded.closed_at,
                            details = excluded.details
                        """)
                .param("source", source)
                .param("keys", items.stream().map(WorkItem::key).toList())
                .param("teams", items.stream().map(WorkItem::team).toList())
                .param(
                        "opened",
                        items.stream().map(item -> item.opened().toString()).toList())
                .param("closed", items.stream().map(item -> text(item.closed())).toList())
                .param("details", items.stream().map(JSON::writeValueAsString).toList())
                .update();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    /// Returns all items that can count at or after an instant, and all open ones; by key.
    ///
    /// @param team team of the items; empty for all
    List<WorkItem> listSince(String team, Instant from) {
        return jdbc.sql("""
                        select details from work_item
                        where (:team = '' or team = :team) and (closed_at is null or closed_at >= :from)
                        order by key, source
                        """)
                .param("team", team)
                .param("from", from)
                .query((row, index) -> mapItem(row.getString("details")))
                .list();
    }

    /// Returns the newest items: open ones first, then the last closed.
    ///
    /// @param team team of the items; empty for all
    List<WorkItem> listNewest(String team, int limit) {
        return jdbc.sql("""
                        select details from work_item where :team = '' or team = :team
                        order by closed_at desc nulls first, opened_at desc, key, source limit :limit
                        """)
                .param("team", team)
                .param("limit", limit)
                .query((row, index) -> mapItem(row.getString("details")))
                .list();
    }

    /// Returns the teams that have work items, by name.
    List<String> listTeams() {
        return jdbc.sql("select distinct team from work_item where team <> '' order by team")
                .query((row, index) -> row.getString("team"))
                .list();
    }

    private static WorkItem mapItem(String details) {
        return JSON.readValue(details, WorkItem.class);
    }
}
