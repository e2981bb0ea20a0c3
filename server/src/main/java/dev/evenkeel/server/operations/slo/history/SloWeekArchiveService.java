// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.history;

import dev.evenkeel.api.SloApi.ImportSloWeeksRequest;
import dev.evenkeel.api.SloApi.ImportedWeek;
import dev.evenkeel.engine.slo.EventCounts;
import dev.evenkeel.engine.slo.IndicatorTimeline;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.operations.slo.SloQueries;
import dev.evenkeel.server.operations.slo.measurement.SloMinuteRepository;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service that stores weekly SLO counts permanently: weeks counted by this server after they end, and
/// imported weeks. Weeks of one SLO never overlap. Stores ended weeks every ten minutes. Thread-safe.
@Component
public class SloWeekArchiveService {
    private static final int DAYS = 7;

    /* A week with less data is not stored. */
    private static final double KNOWN = 0.9;

    private final SloWeekRepository sloWeekRepository;
    private final SloQueries slos;
    private final SloMinuteRepository minutes;
    private final AuditLog auditLog;
    private final Clock clock;

    SloWeekArchiveService(
            SloWeekRepository sloWeekRepository,
            SloQueries slos,
            SloMinuteRepository minutes,
            AuditLog auditLog,
            Clock clock,
            BackgroundJobs jobs) {
        this.sloWeekRepository = sloWeekRepository;
        this.slos = slos;
        this.minutes = minutes;
        this.auditLog = auditLog;
        this.clock = clock;
        jobs.add(BackgroundJob.builder("SLO week archive", Duration.ofMinutes(10), this::saveCompletedWeeks));
    }

    /// Returns the weeks of a service's SLOs that count events, by SLO name, each oldest first.
    public Map<String, List<SloWeek>> listByService(String service) {
        Map<String, List<SloWeek>> weeks = new TreeMap<>();
        slos.listDefinitions().stream()
                .filter(slo -> slo.service().equals(service) && slo.countsEvents())
                .forEach(slo -> weeks.put(slo.name(), sloWeekRepository.listBySlo(slo.name())));
        return weeks;
    }

    /// Returns the weeks of SLOs by name, each oldest first; an empty list for an SLO without weeks.
    public Map<String, List<SloWeek>> listByNames(List<String> names) {
        Map<String, List<SloWeek>> weeks = new TreeMap<>();
        names.forEach(name -> weeks.put(name, sloWeekRepository.listBySlo(name)));
        return weeks;
    }

    /// Returns the weeks of an SLO, oldest first.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException if the SLO does not exist
    List<SloWeek> listBySlo(String slo) {
        slos.get(slo);
        return sloWeekRepository.listBySlo(slo);
    }

    /// Imports weeks. Stored weeks are not changed.
    ///
    /// @return number of new weeks
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    @Transactional
    int importWeeks(String slo, JsonRequest<ImportSloWeeksRequest> body, String who) {
        List<SloWeek> stored = listBySlo(slo);
        ImportSloWeeksRequest request =
                body.orThrow("No weeks were imported.", (given, errors) -> checkWeeks(given, stored, errors));
        int fresh = (int) request.weeks().stream()
                .map(week -> new SloWeek(
                        slo, week.weekStart(), new EventCounts(week.calls() - week.failures(), week.calls()), true))
                .filter(sloWeekRepository::insertIfAbsent)
                .count();
        auditLog.append(new AuditEvent(who, "slo.weeks-imported", slo, request.reason(), null, fresh + " weeks"));
        return fresh;
    }

    /* A week that is already stored is allowed and not imported again. */
    private static void checkWeeks(ImportSloWeeksRequest request, List<SloWeek> stored, ValidationErrors errors) {
        if (request.weeks() == null) {
            return;
        }
        List<LocalDate> known = stored.stream().map(SloWeek::weekStart).toList();
        List<LocalDate> given = new ArrayList<>();
        for (int i = 0; i < request.weeks().size(); i++) {
            ImportedWeek week = request.weeks().get(i);
            if (week.failures() > week.calls()) {
                errors.add(
                        "/weeks/" + i + "/failures",
                        "must be at most calls, got " + week.failures() + " of " + week.calls(),
                        "count failures and calls over the same requests");
            }
            LocalDate start = week.weekStart();
            if (overlaps(given, start) || (!known.contains(start) && overlaps(known, start))) {
                errors.add(
                        "/weeks/" + i + "/weekStart",
                        "overlaps another week",
                        "start the weeks of an SLO at least seven days apart");
            }
            given.add(start);
        }
    }

    private void saveCompletedWeeks() {
        BackgroundJob.forEachIsolatingFailures(slos.listDefinitions(), slo -> saveCompletedWeek(slo, clock.instant()));
    }

    /* Stores the last finished week of an SLO that counts events, if enough of it has data and it is not stored yet. */
    private void saveCompletedWeek(Slo slo, Instant now) {
        LocalDate monday = LocalDate.ofInstant(now, ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .minusDays(DAYS);
        List<LocalDate> stored = sloWeekRepository.listBySlo(slo.name()).stream()
                .map(SloWeek::weekStart)
                .toList();
        if (!slo.countsEvents() || overlaps(stored, monday)) {
            return;
        }
        Instant from = monday.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = monday.plusDays(DAYS).atStartOfDay(ZoneOffset.UTC).toInstant();
        IndicatorTimeline.Sum sum = minutes.getTimeline(slo.name(), from, to).sum(from, to);
        if (sum.coverage().share() >= KNOWN) {
            sloWeekRepository.insertIfAbsent(new SloWeek(slo.name(), monday, sum.counts(), false));
        }
    }

    private static boolean overlaps(List<LocalDate> starts, LocalDate start) {
        return starts.stream()
                .anyMatch(other -> other.isAfter(start.minusDays(DAYS)) && other.isBefore(start.plusDays(DAYS)));
    }
}
