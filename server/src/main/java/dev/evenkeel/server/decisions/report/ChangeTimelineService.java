// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.server.decisions.report.ChangeOutcomeReportInputs.RolloutWithDecisions;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.decisions.risk.AssessmentService;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A service that builds timelines of changes, from the records that memos and reports use.
@Component
public class ChangeTimelineService {
    /* The maximum time before a rollout without an assessment from which records count as its preparation. */
    private static final Duration PREPARED_WITHIN = Duration.ofDays(30);

    private final AssessmentService assessments;
    private final ServiceRecordQueries records;
    private final ChangeRecordQueries changes;
    private final Clock clock;

    ChangeTimelineService(
            AssessmentService assessments, ServiceRecordQueries records, ChangeRecordQueries changes, Clock clock) {
        this.assessments = assessments;
        this.records = records;
        this.changes = changes;
        this.clock = clock;
    }

    /// The period of one change: from its assessment, or from its preparation, to the next rollout of the flag.
    ///
    /// @param until exclusive
    private record TimelineFrame(
            String environment,
            String flag,
            @Nullable Assessment assessment,
            @Nullable Rollout rollout,
            Instant from,
            Instant until) {
        boolean contains(Instant at) {
            return !at.isBefore(from) && at.isBefore(until);
        }
    }

    /// Builds the timeline of the change that a rollout belongs to; empty when the rollout does not exist.
    @Transactional(readOnly = true)
    public Optional<ChangeTimeline> findByRollout(String id) {
        return changes.findRolloutById(id).map(rollout -> buildTimeline(toFrame(rollout)));
    }

    /// Builds the timeline of an assessed change, with the first rollout since the assessment, if any; empty
    /// when the assessment does not exist.
    @Transactional(readOnly = true)
    public Optional<ChangeTimeline> findByAssessment(String id) {
        return assessments
                .findById(id)
                .map(made -> buildTimeline(findFirstRolloutSince(made)
                        .map(this::toFrame)
                        .orElseGet(() -> new TimelineFrame(
                                made.environment(), made.flag(), made, null, made.createdAt(), clock.instant()))));
    }

    private Optional<Rollout> findFirstRolloutSince(Assessment made) {
        return changes.listRollouts(made.environment(), made.flag()).reversed().stream()
                .filter(rollout -> !rollout.startedAt().isBefore(made.createdAt()))
                .findFirst();
    }

    private TimelineFrame toFrame(Rollout rollout) {
        List<Rollout> others = changes.listRollouts(rollout.environment(), rollout.flag());
        Instant until = others.stream()
                .map(Rollout::startedAt)
                .filter(rollout.startedAt()::isBefore)
                .min(Instant::compareTo)
                .orElseGet(clock::instant);
        Assessment made = assessments
                .findNewestByFlag(rollout.environment(), rollout.flag(), rollout.startedAt())
                .orElse(null);
        Instant from = made == null ? preparedSince(rollout, others) : made.createdAt();
        return new TimelineFrame(rollout.environment(), rollout.flag(), made, rollout, from, until);
    }

    /* Not before the end of the previous rollout. */
    private static Instant preparedSince(Rollout rollout, List<Rollout> others) {
        Instant earliest = rollout.startedAt().minus(PREPARED_WITHIN);
        return others.stream()
                .map(other -> other.position().endedAt())
                .filter(Objects::nonNull)
                .filter(end -> end.isBefore(rollout.startedAt()) && end.isAfter(earliest))
                .max(Instant::compareTo)
                .orElse(earliest);
    }

    private ChangeTimeline buildTimeline(TimelineFrame frame) {
        Assessment made = frame.assessment();
        List<RolloutWithDecisions> went = frame.rollout() == null ? List.of() : listRollouts(frame);
        List<String> rollouts = went.stream().map(one -> one.rollout().id()).toList();
        List<String> subjects = Stream.concat(
                        Stream.of(frame.environment() + "/" + frame.flag()),
                        made == null ? Stream.empty() : Stream.of(made.id()))
                .toList();
        return new ChangeTimeline(
                frame.environment(),
                frame.flag(),
                findService(frame),
                made,
                frame.rollout(),
                went.stream()
                        .map(one -> new ChangeTimeline.Attempt(one.rollout(), one.decisions()))
                        .toList(),
                changes.findRollbackPlan(frame.environment(), frame.flag()),
                changes.listDrillsSince(frame.environment(), frame.flag(), frame.from()).stream()
                        .filter(drill -> frame.contains(drill.startedAt()))
                        .toList(),
                changes.listForecasts(made == null ? "" : made.id(), went),
                records.listIncidentsByChanges(rollouts),
                changes.listAuditEntries(subjects, went, frame.from()).stream()
                        .filter(deed -> frame.contains(deed.at()))
                        .toList(),
                changes.listLessons(frame.environment(), frame.flag()).stream()
                        .filter(lesson -> frame.contains(lesson.at()))
                        .toList());
    }

    private List<RolloutWithDecisions> listRollouts(TimelineFrame frame) {
        Rollout told = Objects.requireNonNull(frame.rollout());
        return changes.listRolloutsSince(frame.environment(), frame.flag(), frame.from()).stream()
                .filter(one -> !one.rollout().startedAt().isAfter(told.startedAt()))
                .filter(one -> frame.assessment() != null || one.rollout().id().equals(told.id()))
                .toList();
    }

    private @Nullable String findService(TimelineFrame frame) {
        Rollout rollout = frame.rollout();
        String said = rollout == null ? null : rollout.change().service();
        Service owner = records.findServiceByFlag(frame.environment(), frame.flag());
        return said != null || owner == null ? said : owner.key();
    }
}
