// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.api.FlagApi.FlagSetRevision;
import dev.evenkeel.core.flag.split.BreakerConfig;
import dev.evenkeel.core.flag.split.ExperimentSplit;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.core.flag.split.ShadowConfig;
import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.server.flags.definition.EditedFlag;
import dev.evenkeel.server.flags.definition.FlagEvaluationChange;
import dev.evenkeel.server.flags.definition.FlagSetAtRevision;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import dev.evenkeel.server.foundation.database.SqlInstants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Environments, definitions and splits in the database.
@Component
class FlagRepository {
    static final String CHANNEL = "evenkeel_flags";

    private static final int MOST_ALTERATIONS = 500;
    private static final RecordRowMapper<FlagSetRevision> REVISION = RecordRowMapper.of(FlagSetRevision.class);

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    FlagRepository(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /// The stored state of one environment, read in one snapshot.
    ///
    /// @param salts salts for SDK processes by owner of the split
    /// @param committedAt when the revision was committed; null before the first
    record StoredFlagSet(
            long revision,
            @Nullable Instant committedAt,
            String definition,
            Map<String, RunningSplit> splits,
            Map<String, UnitSalt> salts) {
        static final StoredFlagSet NOTHING =
                new StoredFlagSet(0, null, EnvironmentSnapshot.EMPTY_DEFINITION, Map.of(), Map.of());
    }

    void createEnvironment(String name) {
        jdbc.sql("INSERT INTO environment (name, revision) VALUES (?, 0) ON CONFLICT DO NOTHING")
                .param(name)
                .update();
    }

    /// Locks the environment's row, if it exists, until the transaction ends.
    void lock(String environment) {
        jdbc.sql("SELECT revision FROM environment WHERE name = ? FOR UPDATE")
                .param(environment)
                .query((ResultSet row) -> {});
    }

    /// Returns the revision of each environment by name.
    Map<String, Long> findRevisions() {
        Map<String, Long> revisions = new LinkedHashMap<>();
        jdbc.sql("SELECT name, revision FROM environment ORDER BY name").query((ResultSet row) -> {
            revisions.put(row.getString("name"), row.getLong("revision"));
        });
        return revisions;
    }

    /// Reads revision, definition and splits in one statement, so that they are consistent. Only one row
    /// contains the definition, because it may be long.
    Optional<StoredFlagSet> findByEnvironment(String environment) {
        List<FlagSetRow> rows =
                jdbc.sql("""
                        SELECT e.revision AS snapshot_revision, r.committed_at, s.*, u.salt,
                               CASE WHEN row_number() OVER () = 1 THEN
                                    (SELECT f.definition FROM flag_set f WHERE f.environment = e.name
                                      ORDER BY f.revision DESC LIMIT 1) END AS definition
                          FROM environment e LEFT JOIN environment_revision r
                                               ON r.environment = e.name AND r.revision = e.revision
                                             LEFT JOIN flag_split s ON s.environment = e.name
                                             LEFT JOIN unit_salt u ON u.owner = s.owner
                         WHERE e.name = ?
                        """).param(environment).query(FlagRepository::readRow).list();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Map<String, RunningSplit> splits = new LinkedHashMap<>();
        Map<String, UnitSalt> salts = new LinkedHashMap<>();
        String definition = EnvironmentSnapshot.EMPTY_DEFINITION;
        for (FlagSetRow row : rows) {
            String told = row.definition();
            definition = told == null ? definition : told;
            if (row.flag() != null && row.split() != null) {
                splits.put(row.flag(), row.split());
                if (row.salt() != null) {
                    salts.put(row.split().owner(), row.salt());
                }
            }
        }
        FlagSetRow first = rows.getFirst();
        return Optional.of(new StoredFlagSet(first.revision(), first.committedAt(), definition, splits, salts));
    }

    private record FlagSetRow(
            long revision,
            @Nullable Instant committedAt,
            @Nullable String definition,
            @Nullable String flag,
            @Nullable RunningSplit split,
            @Nullable UnitSalt salt) {}

    private static FlagSetRow readRow(ResultSet row, int index) throws SQLException {
        String flag = row.getString("flag");
        Instant committed = SqlInstants.readNullable(row, "committed_at");
        return new FlagSetRow(
                row.getLong("snapshot_revision"),
                committed,
                row.getString("definition"),
                flag,
                flag == null ? null : readSplit(row),
                UnitSaltColumnReader.read(row));
    }

    private static RunningSplit readSplit(ResultSet row) throws SQLException {
        String experiment = row.getString("experiment");
        return experiment == null
                ? readRollout(row)
                : StoredExperimentSplit.parse(experiment)
                        .toSplit(row.getString("owner"), row.getString("seed"), row.getLong("revision"));
    }

    private static RolloutSplit readRollout(ResultSet row) throws SQLException {
        return new RolloutSplit(
                row.getString("owner"),
                row.getString("control"),
                row.getString("candidate"),
                new Percent(row.getInt("exposure")),
                row.getString("seed"),
                row.getLong("revision"),
                Duration.ofMillis(row.getLong("warmup_millis")),
                readBreaker(row),
                readShadow(row));
    }

    private static @Nullable BreakerConfig readBreaker(ResultSet row) throws SQLException {
        double evidence = row.getDouble("breaker_log_evidence");
        return row.wasNull()
                ? null
                : new BreakerConfig(
                        evidence, row.getDouble("breaker_ratio"), new Percent(row.getInt("breaker_ceiling")));
    }

    private static @Nullable ShadowConfig readShadow(ResultSet row) throws SQLException {
        int sample = row.getInt("shadow_share");
        return row.wasNull() ? null : new ShadowConfig(new Percent(sample), new Percent(row.getInt("shadow_noise")));
    }

    void insertDefinition(String environment, String definition, FlagSetRevision revision) {
        jdbc.sql("""
                        INSERT INTO flag_set (environment, revision, definition, changed_at, changed_by, reason)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        environment,
                        revision.revision(),
                        definition,
                        revision.changedAt(),
                        revision.changedBy(),
                        revision.reason())
                .update();
    }

    /// Returns changes of the definition below a revision, newest first.
    List<FlagSetRevision> listHistory(String environment, long before, int limit) {
        return jdbc.sql("""
                        SELECT revision, changed_at, changed_by, reason FROM flag_set
                         WHERE environment = ? AND revision < ? ORDER BY revision DESC LIMIT ?
                        """).params(environment, before, limit).query(REVISION).list();
    }

    /// Returns definitions below a revision, newest first.
    List<FlagSetAtRevision> listDefinitions(String environment, long before, int limit) {
        return jdbc.sql("""
                        SELECT revision, changed_at, changed_by, reason, definition AS text FROM flag_set
                         WHERE environment = ? AND revision < ? ORDER BY revision DESC LIMIT ?
                        """)
                .params(environment, before, limit)
                .query(RecordRowMapper.of(FlagSetAtRevision.class))
                .list();
    }

    /// Returns the revision of the newest definition; empty before the first.
    Optional<Long> findNewestRevision(String environment) {
        return jdbc.sql("SELECT revision FROM flag_set WHERE environment = ? ORDER BY revision DESC LIMIT 1")
                .param(environment)
                .query(Long.class)
                .optional();
    }

    /// Returns, by flag key, the change since which each flag evaluates as it does; omits flags for which it is
    /// unknown.
    Map<String, FlagSetRevision> findLatestChanges(String environment) {
        Map<String, FlagSetRevision> since = new LinkedHashMap<>();
        jdbc.sql("""
                        SELECT flag, revision, changed_at, changed_by, reason
                          FROM flag_version JOIN flag_set USING (environment, revision)
                         WHERE environment = ?
                        """).param(environment).query((ResultSet row) -> {
            since.put(row.getString("flag"), REVISION.mapRow(row, 0));
        });
        return since;
    }

    /// Returns the change since which one flag evaluates as it does; empty when unknown.
    Optional<FlagSetRevision> findLatestChange(String environment, String flag) {
        return jdbc.sql("""
                        SELECT revision, changed_at, changed_by, reason
                          FROM flag_version JOIN flag_set USING (environment, revision)
                         WHERE environment = ? AND flag = ?
                        """).params(environment, flag).query(REVISION).optional();
    }

    /// Returns the definition that was active at a revision; empty before the first.
    Optional<String> findDefinitionAt(String environment, long revision) {
        return jdbc.sql("""
                        SELECT definition FROM flag_set
                         WHERE environment = ? AND revision <= ? ORDER BY revision DESC LIMIT 1
                        """).params(environment, revision).query(String.class).optional();
    }

    /// Records that flags evaluate differently from this revision of the definition on.
    void saveVersions(String environment, List<String> flags, long revision) {
        jdbc.sql("""
                        INSERT INTO flag_version (environment, flag, revision)
                        SELECT :environment, flag, :revision FROM unnest(:flags) AS flag
                        ON CONFLICT (environment, flag) DO UPDATE SET revision = excluded.revision
                        """)
                .param("environment", environment)
                .param("flags", flags)
                .param("revision", revision)
                .update();
    }

    /// Stores which flags an edit made evaluate differently, and the changes it schedules for them.
    ///
    /// @param onlySwitchesOff whether the edit only disables flags
    void insertEdits(String environment, FlagSetRevision revision, List<EditedFlag> edited, boolean onlySwitchesOff) {
        jdbc.sql("""
                        INSERT INTO flag_change (environment, flag, revision, effect)
                        SELECT :environment, flag, :revision, effect FROM unnest(:keys, :effects) AS t (flag, effect)
                        """)
                .param("environment", environment)
                .param("revision", revision.revision())
                .param("keys", edited.stream().map(EditedFlag::key).toList())
                .param(
                        "effects",
                        edited.stream()
                                .map(flag -> onlySwitchesOff
                                        ? FlagEvaluationChange.FlagChangeType.DISABLED
                                        : flag.effect(revision.changedAt()))
                                .toList())
                .update();
        edited.stream().filter(EditedFlag::hasSchedule).forEach(flag -> insertSchedule(environment, revision, flag));
    }

    /* Changes that remain scheduled keep the revision that scheduled them. */
    private void insertSchedule(String environment, FlagSetRevision revision, EditedFlag flag) {
        Instant now = revision.changedAt();
        String[] due = flag.scheduledTimes().stream()
                .filter(at -> at.isAfter(revision.changedAt()))
                .distinct()
                .map(Instant::toString)
                .toArray(String[]::new);
        jdbc.sql("""
                        DELETE FROM scheduled_flag_change
                         WHERE environment = :environment AND flag = :flag AND due_at > :now
                           AND due_at <> ALL (:due::timestamptz[])
                        """)
                .param("environment", environment)
                .param("flag", flag.key())
                .param("now", now)
                .param("due", due)
                .update();
        jdbc.sql("""
                        INSERT INTO scheduled_flag_change (environment, flag, due_at, revision)
                        SELECT :environment, :flag, due_at, :revision FROM unnest(:due::timestamptz[]) AS due_at
                        ON CONFLICT DO NOTHING
                        """)
                .param("environment", environment)
                .param("flag", flag.key())
                .param("revision", revision.revision())
                .param("due", due)
                .update();
    }

    /// Returns the authors of edits of a flag after a revision, latest first. Edits that only disabled flags do
    /// not count.
    List<String> listEditors(String environment, String flag, long revision) {
        return jdbc.sql("""
                        SELECT changed_by FROM flag_change JOIN flag_set USING (environment, revision)
                         WHERE environment = ? AND flag = ? AND revision > ?
                           AND effect NOT IN ('DISABLED', 'DELETED')
                         GROUP BY changed_by ORDER BY max(revision) DESC
                        """)
                .params(environment, flag, revision)
                .query((row, index) -> row.getString("changed_by"))
                .list();
    }

    /// Returns the effects of edits and scheduled changes on flags between two instants, oldest first, at most
    /// the latest 500. Does not detect changes that undo others.
    List<FlagEvaluationChange> listEvaluationChanges(Instant from, Instant to) {
        return jdbc.sql("""
                        SELECT * FROM (
                            SELECT environment, flag, revision, changed_at, changed_by, reason, effect
                              FROM flag_change JOIN flag_set USING (environment, revision)
                             WHERE changed_at BETWEEN :from AND :to
                               AND effect NOT IN ('SCHEDULE_ONLY', 'MODIFIED_WHILE_DISABLED')
                            UNION ALL
                            SELECT environment, flag, revision, due_at, changed_by, reason, 'SCHEDULED'
                              FROM scheduled_flag_change JOIN flag_set USING (environment, revision)
                             WHERE due_at BETWEEN :from AND :to
                             ORDER BY changed_at DESC, environment, revision DESC, flag LIMIT :most) AS found
                         ORDER BY changed_at, environment, revision, flag
                        """)
                .param("from", from)
                .param("to", to)
                .param("most", MOST_ALTERATIONS)
                .query((row, index) -> mapEvaluationChange(row))
                .list();
    }

    private static FlagEvaluationChange mapEvaluationChange(ResultSet row) throws SQLException {
        return new FlagEvaluationChange(
                row.getString("environment"),
                row.getString("flag"),
                REVISION.mapRow(row, 0),
                FlagEvaluationChange.FlagChangeType.valueOf(row.getString("effect")),
                null,
                false);
    }

    /// Returns the version of a flag: the change since which it evaluates as it does; empty when unknown.
    Optional<FlagVersion> findVersion(String environment, String flag) {
        return jdbc.sql("""
                        SELECT revision, changed_by AS author, changed_at AS at FROM flag_version JOIN flag_set USING (environment, revision)
                         WHERE environment = ? AND flag = ?
                        """)
                .params(environment, flag)
                .query(RecordRowMapper.of(FlagVersion.class))
                .optional();
    }

    void saveSplit(String environment, String flag, RunningSplit split) {
        deleteSplit(environment, flag);
        RolloutSplit rollout = split instanceof RolloutSplit one ? one : null;
        jdbc.sql("""
                        INSERT INTO flag_split (environment, flag, owner, control, candidate, exposure, seed,
                                                revision, warmup_millis, experiment)
                        VALUES (:environment, :flag, :owner, :control, :candidate, :exposure, :seed,
                                :revision, :warmUp, :experiment::jsonb)
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .param("owner", split.owner())
                .param("control", split.control())
                .param("candidate", rollout == null ? null : rollout.candidate())
                .param("exposure", rollout == null ? null : rollout.exposure())
                .param("seed", split.seed())
                .param("revision", split.revision())
                .param("warmUp", rollout == null ? null : rollout.warmUp().toMillis())
                .param(
                        "experiment",
                        split instanceof ExperimentSplit one
                                ? StoredExperimentSplit.of(one).toJson()
                                : null)
                .update();
        if (rollout != null && rollout.breaker() != null) {
            saveSplitDetails(environment, flag, rollout.breaker());
        }
        if (rollout != null && rollout.shadow() != null) {
            saveSplitDetails(environment, flag, rollout.shadow());
        }
    }

    private void saveSplitDetails(String environment, String flag, BreakerConfig breaker) {
        jdbc.sql("""
                        UPDATE flag_split SET breaker_log_evidence = ?, breaker_ratio = ?, breaker_ceiling = ?
                         WHERE environment = ? AND flag = ?
                        """)
                .params(breaker.logEvidence(), breaker.ratio(), breaker.ceiling(), environment, flag)
                .update();
    }

    private void saveSplitDetails(String environment, String flag, ShadowConfig shadow) {
        jdbc.sql("UPDATE flag_split SET shadow_share = ?, shadow_noise = ? WHERE environment = ? AND flag = ?")
                .params(shadow.sample(), shadow.noise(), environment, flag)
                .update();
    }

    /// Stores a new salt for the owner of a flag's split, unless it already has one.
    void insertSalt(String environment, String flag, String owner, Instant at) {
        jdbc.sql("""
                        INSERT INTO unit_salt (owner, environment, flag, salt, created_at) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT DO NOTHING
                        """)
                .params(owner, environment, flag, UnitSaltService.generate().bytes(), at)
                .update();
    }

    void deleteSplit(String environment, String flag) {
        jdbc.sql("DELETE FROM flag_split WHERE environment = ? AND flag = ?")
                .params(environment, flag)
                .update();
    }

    /// Sets the environment's revision and notifies every server, both when the transaction commits.
    void advanceRevision(String environment, long revision, Instant at) {
        jdbc.sql("UPDATE environment SET revision = ? WHERE name = ?")
                .params(revision, environment)
                .update();
        jdbc.sql("INSERT INTO environment_revision (environment, revision, committed_at) VALUES (?, ?, ?)")
                .params(environment, revision, at)
                .update();
        jdbc.sql("SELECT pg_notify(?, ?)").params(CHANNEL, environment).query((ResultSet row) -> {});
        events.publishEvent(new RevisionAdvancedEvent(environment, revision));
    }
}
