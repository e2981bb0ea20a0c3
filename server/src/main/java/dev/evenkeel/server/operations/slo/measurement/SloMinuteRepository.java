// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.measurement;

import dev.evenkeel.engine.slo.DataCoverage;
import dev.evenkeel.engine.slo.EventCounts;
import dev.evenkeel.engine.slo.IndicatorTimeline;
import dev.evenkeel.engine.slo.MinuteCount;
import dev.evenkeel.server.foundation.database.SqlInstants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of minute counts of SLOs and their hourly sums. Each method takes a few round trips and joins
/// the caller's transaction if there is one.
@Component
public class SloMinuteRepository {
    private static final String COUNTED = "COUNTED";
    private static final long MINUTES_OF_AN_HOUR = 60;

    private final JdbcClient jdbc;

    SloMinuteRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Stores minutes; missing data does not replace a count. Call it in a transaction.
    public void save(String slo, Map<Instant, MinuteCount> minutes) {
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
                .param("minutes", texts(minutes.keySet()))
                .param(
                        "kinds",
                        minutes.values().stream().map(SloMinuteRepository::kind).toList())
                .param(
                        "good",
                        minutes.values().stream()
                                .map(minuteCount -> counts(minuteCount).good())
                                .toArray(Long[]::new))
                .param(
                        "total",
                        minutes.values().stream()
                                .map(minuteCount -> counts(minuteCount).total())
                                .toArray(Long[]::new))
                .update();
        updateHours(
                slo, minutes.keySet().stream().map(SloMinuteRepository::hour).collect(Collectors.toSet()));
    }

    private void updateHours(String slo, Set<Instant> hours) {
        jdbc.sql("""
                        insert into slo_hour (slo, hour, counted, empty, not_a_number, failed, good, total)
                        select slo, hour, count(*) filter (where kind = 'COUNTED'),
                               count(*) filter (where kind = 'EMPTY'),
                               count(*) filter (where kind = 'NOT_A_NUMBER'),
                               count(*) filter (where kind = 'FAILED'),
                               least(sum(good), 9223372036854775807), least(sum(total), 9223372036854775807)
                        from unnest(:hours::timestamptz[]) as summed (hour)
                        join slo_minute on slo = :slo and minute >= hour and minute < hour + interval '1 hour'
                        group by slo, hour
                        order by hour
                        on conflict (slo, hour) do update
                        set counted = excluded.counted, empty = excluded.empty, not_a_number = excluded.not_a_number,
                            failed = excluded.failed, good = excluded.good, total = excluded.total
                        """).param("slo", slo).param("hours", texts(hours)).update();
    }

    /// Returns minutes that start in [from, to). Reads one row for each.
    public IndicatorTimeline getTimeline(String slo, Instant from, Instant to) {
        Map<Instant, MinuteCount> minutes = new HashMap<>();
        jdbc.sql("""
                        select minute, kind, good, total from slo_minute
                        where slo = :slo and minute >= :from and minute < :to
                        """).param("slo", slo).param("from", from).param("to", to).query(row -> {
            minutes.put(SqlInstants.read(row, "minute"), reading(row));
        });
        return IndicatorTimeline.of(minutes);
    }

    /// Returns minutes of several SLOs that start in [from, to), by SLO; SLOs without minutes are absent. Reads
    /// one row for each minute.
    public Map<String, IndicatorTimeline> listTimelines(List<String> slos, Instant from, Instant to) {
        Map<String, Map<Instant, MinuteCount>> minutes = new HashMap<>();
        jdbc.sql("""
                        select known.slo, minute, kind, good, total
                        from unnest(:slos) as asked (slo)
                        join slo_minute known on known.slo = asked.slo and minute >= :from and minute < :to
                        """).param("slos", slos).param("from", from).param("to", to).query(row -> {
            minutes.computeIfAbsent(row.getString("slo"), none -> new HashMap<>())
                    .put(SqlInstants.read(row, "minute"), reading(row));
        });
        return minutes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> IndicatorTimeline.of(one.getValue())));
    }

    /// Returns the same data as [#getTimeline] with whole hours as sums. Single minutes are returned for hours
    /// that contain a cut, the newest hour, and hours with an invalid sum. Reads one row for each hour and some
    /// hundred minutes.
    ///
    /// @param cuts starts of the windows to sum up; the windows end at `to`
    public IndicatorTimeline getHourlyTimeline(String slo, Instant from, Instant to, List<Instant> cuts) {
        Map<Instant, IndicatorTimeline.Sum> hours = hours(slo, from, to);
        Set<Instant> inMinutes = Stream.concat(cuts.stream(), Stream.of(from, to))
                .map(SloMinuteRepository::hour)
                .collect(Collectors.toSet());
        newest(hours, sum -> true).ifPresent(inMinutes::add);
        newest(hours, sum -> sum.coverage().counted() > 0 && !isImpossible(sum)).ifPresent(inMinutes::add);
        cuts.forEach(cut -> oldestAfter(hours, hour(cut)).ifPresent(inMinutes::add));
        hours.forEach((hour, sum) -> {
            if (isImpossible(sum)) {
                inMinutes.add(hour);
            }
        });
        hours.keySet().removeAll(inMinutes);
        return IndicatorTimeline.of(minutes(slo, from, to, inMinutes), hours);
    }

    /* The hour contains a minute with an invalid count. */
    private static boolean isImpossible(IndicatorTimeline.Sum hour) {
        return hour.counts().total() > MinuteCount.MAX_EVENTS;
    }

    /* The start of the data is needed to the minute. */
    private static Optional<Instant> oldestAfter(Map<Instant, IndicatorTimeline.Sum> hours, Instant from) {
        return hours.entrySet().stream()
                .filter(hour -> hour.getKey().isAfter(from)
                        && hour.getValue().coverage().counted() > 0)
                .map(Map.Entry::getKey)
                .min(Comparator.naturalOrder());
    }

    private static Optional<Instant> newest(
            Map<Instant, IndicatorTimeline.Sum> hours, Predicate<IndicatorTimeline.Sum> which) {
        return hours.entrySet().stream()
                .filter(hour -> which.test(hour.getValue()))
                .map(Map.Entry::getKey)
                .max(Comparator.naturalOrder());
    }

    private Map<Instant, IndicatorTimeline.Sum> hours(String slo, Instant from, Instant to) {
        Map<Instant, IndicatorTimeline.Sum> hours = new HashMap<>();
        jdbc.sql("""
                        select hour, counted, empty, not_a_number, failed, good, total from slo_hour
                        where slo = :slo and hour >= :from and hour < :to
                        """).param("slo", slo).param("from", from).param("to", to).query(row -> {
            hours.put(SqlInstants.read(row, "hour"), sum(row));
        });
        return hours;
    }

    private Map<Instant, MinuteCount> minutes(String slo, Instant from, Instant to, Set<Instant> hours) {
        Map<Instant, MinuteCount> minutes = new HashMap<>();
        jdbc.sql("""
                        select minute, kind, good, total
                        from unnest(:hours::timestamptz[]) as asked (hour)
                        join slo_minute on slo = :slo and minute >= hour and minute < hour + interval '1 hour'
                        where minute >= :from and minute < :to
                        """)
                .param("slo", slo)
                .param("from", from)
                .param("to", to)
                .param("hours", texts(hours))
                .query(row -> {
                    minutes.put(SqlInstants.read(row, "minute"), reading(row));
                });
        return minutes;
    }

    private static Instant hour(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS);
    }

    private static String[] texts(Collection<Instant> instants) {
        return instants.stream().map(Instant::toString).toArray(String[]::new);
    }

    public void deleteBefore(String slo, Instant limit) {
        jdbc.sql("delete from slo_minute where slo = :slo and minute < :limit")
                .param("slo", slo)
                .param("limit", limit)
                .update();
        jdbc.sql("delete from slo_hour where slo = :slo and hour + interval '1 hour' <= :limit")
                .param("slo", slo)
                .param("limit", limit)
                .update();
    }

    public void deleteAll(String slo) {
        jdbc.sql("delete from slo_minute where slo = :slo").param("slo", slo).update();
        jdbc.sql("delete from slo_hour where slo = :slo").param("slo", slo).update();
    }

    private static MinuteCount reading(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        return kind.equals(COUNTED)
                ? MinuteCount.of(new EventCounts(row.getLong("good"), row.getLong("total")))
                : MinuteCount.MissingReason.valueOf(kind);
    }

    private static IndicatorTimeline.Sum sum(ResultSet row) throws SQLException {
        DataCoverage coverage = new DataCoverage(
                MINUTES_OF_AN_HOUR,
                row.getLong("counted"),
                row.getLong("empty"),
                row.getLong("not_a_number"),
                row.getLong("failed"));
        return new IndicatorTimeline.Sum(new EventCounts(row.getLong("good"), row.getLong("total")), coverage);
    }

    private static String kind(MinuteCount minuteCount) {
        return switch (minuteCount) {
            case MinuteCount.Counted _ -> COUNTED;
            case MinuteCount.MissingReason blind -> blind.name();
        };
    }

    private static EventCounts counts(MinuteCount minuteCount) {
        return minuteCount instanceof MinuteCount.Counted counted ? counted.counts() : EventCounts.NONE;
    }
}
