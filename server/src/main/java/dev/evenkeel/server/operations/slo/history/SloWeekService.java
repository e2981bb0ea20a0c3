// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.history;

import dev.evenkeel.engine.slo.IndicatorTimeline;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.operations.slo.SloService;
import dev.evenkeel.server.operations.slo.measurement.SloMinuteRepository;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// Weeks of SLOs, kept for good: counted by this server when they are over, or brought along from elsewhere.
/// Weeks of one SLO never overlap. Thread-safe.
@Component
public class SloWeekService {
    private static final int DAYS = 7;

    /* A week of which less is known is not kept as if it were whole. */
    private static final double KNOWN = 0.9;

    private final SloWeekRepository table;
    private final SloService slos;
    private final SloMinuteRepository minutes;
    private final AuditLog ledger;

    SloWeekService(SloWeekRepository table, SloService slos, SloMinuteRepository minutes, AuditLog ledger) {
        this.table = table;
        this.slos = slos;
        this.minutes = minutes;
        this.ledger = ledger;
    }

    /// Weeks of the SLOs of a service that count events, by name, each oldest first.
    public Map<String, List<SloWeek>> ofService(String service) {
        Map<String, List<SloWeek>> weeks = new TreeMap<>();
        slos.slos().stream()
                .filter(slo -> slo.service().equals(service) && slo.countsEvents())
                .forEach(slo -> weeks.put(slo.name(), table.of(slo.name())));
        return weeks;
    }

    /// Weeks of SLOs by name, each oldest first; none of one that is not known any more and never had any.
    public Map<String, List<SloWeek>> named(List<String> names) {
        Map<String, List<SloWeek>> weeks = new TreeMap<>();
        names.forEach(name -> weeks.put(name, table.of(name)));
        return weeks;
    }

    /// Weeks of an SLO, oldest first.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is no such SLO
    List<SloWeek> of(String slo) {
        slos.get(slo);
        return table.of(slo);
    }

    /// Brings weeks along from elsewhere. One that is kept already stays as it is.
    ///
    /// @return how many are new
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong
    @Transactional
    int bring(String slo, @Nullable JsonNode body, String who) {
        SloWeekRequestParser.ImportedWeeks told = SloWeekRequestParser.read(body, slo, of(slo));
        int fresh = (int) told.weeks().stream().filter(table::insertIfAbsent).count();
        ledger.append(new AuditEvent(who, "slo.weeks-told", slo, told.reason(), null, fresh + " weeks"));
        return fresh;
    }

    /// Keeps the week that was over last of an SLO that counts events, if enough of it is known and it is not
    /// kept.
    void close(Slo slo, Instant now) {
        LocalDate monday = LocalDate.ofInstant(now, ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .minusDays(DAYS);
        if (!slo.countsEvents() || overlaps(table.of(slo.name()), monday)) {
            return;
        }
        Instant from = monday.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = monday.plusDays(DAYS).atStartOfDay(ZoneOffset.UTC).toInstant();
        IndicatorTimeline.Sum sum = minutes.timeline(slo.name(), from, to).sum(from, to);
        if (sum.coverage().share() >= KNOWN) {
            table.insertIfAbsent(new SloWeek(slo.name(), monday, sum.counts(), false));
        }
    }

    /// Whether a week that begins on a day shares one with weeks that are kept.
    static boolean overlaps(List<SloWeek> kept, LocalDate begins) {
        return kept.stream()
                .anyMatch(week -> week.begins().isAfter(begins.minusDays(DAYS))
                        && week.begins().isBefore(begins.plusDays(DAYS)));
    }
}
