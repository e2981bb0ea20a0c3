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

/// The stories of changes, from the records that memo and report are made of. Thread-safe.
@Component
public class ChangeTimelineService {
    /* How far before an unassessed rollout its preparation is looked for. */
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

    /// A change between its assessment, or a time before its rollout, and the next rollout of the flag.
    ///
    /// @param until exclusive
    private record TimelineFrame(
            String environment,
            String flag,
            @Nullable Assessment made,
            @Nullable Rollout rollout,
            Instant from,
            Instant until) {
        boolean holds(Instant at) {
            return !at.isBefore(from) && at.isBefore(until);
        }
    }

    /// The story of the change that a rollout led, if there is one.
    @Transactional(readOnly = true)
    public Optional<ChangeTimeline> ofRollout(String id) {
        return changes.find(id).map(rollout -> story(frame(rollout)));
    }

    /// The story of a change that was assessed, if it was: of the first rollout since, where there is one.
    @Transactional(readOnly = true)
    public Optional<ChangeTimeline> ofAssessment(String id) {
        return assessments
                .find(id)
                .map(made -> story(firstSince(made)
                        .map(this::frame)
                        .orElseGet(() -> new TimelineFrame(
                                made.environment(), made.flag(), made, null, made.madeAt(), clock.instant()))));
    }

    private Optional<Rollout> firstSince(Assessment made) {
        return changes.of(made.environment(), made.flag()).reversed().stream()
                .filter(rollout -> !rollout.startedAt().isBefore(made.madeAt()))
                .findFirst();
    }

    private TimelineFrame frame(Rollout rollout) {
        List<Rollout> others = changes.of(rollout.environment(), rollout.flag());
        Instant until = others.stream()
                .map(Rollout::startedAt)
                .filter(rollout.startedAt()::isBefore)
                .min(Instant::compareTo)
                .orElseGet(clock::instant);
        Assessment made = assessments
                .newestOf(rollout.environment(), rollout.flag(), rollout.startedAt())
                .orElse(null);
        Instant from = made == null ? preparedSince(rollout, others) : made.madeAt();
        return new TimelineFrame(rollout.environment(), rollout.flag(), made, rollout, from, until);
    }

    /* Not before the end of the rollout before. */
    private static Instant preparedSince(Rollout rollout, List<Rollout> others) {
        Instant earliest = rollout.startedAt().minus(PREPARED_WITHIN);
        return others.stream()
                .map(other -> other.position().endedAt())
                .filter(Objects::nonNull)
                .filter(end -> end.isBefore(rollout.startedAt()) && end.isAfter(earliest))
                .max(Instant::compareTo)
                .orElse(earliest);
    }

    private ChangeTimeline story(TimelineFrame frame) {
        Assessment made = frame.made();
        List<RolloutWithDecisions> went = frame.rollout() == null ? List.of() : went(frame);
        List<String> rollouts = went.stream().map(one -> one.rollout().id()).toList();
        List<String> subjects = Stream.concat(
                        Stream.of(frame.environment() + "/" + frame.flag()),
                        made == null ? Stream.empty() : Stream.of(made.id()))
                .toList();
        return new ChangeTimeline(
                frame.environment(),
                frame.flag(),
                service(frame),
                made,
                frame.rollout(),
                went.stream()
                        .map(one -> new ChangeTimeline.Attempt(one.rollout(), one.decisions()))
                        .toList(),
                changes.rollback(frame.environment(), frame.flag()),
                changes.drillsSince(frame.environment(), frame.flag(), frame.from()).stream()
                        .filter(drill -> frame.holds(drill.orderedAt()))
                        .toList(),
                changes.forecasts(made == null ? "" : made.id(), went),
                records.linkedTo(rollouts),
                changes.deeds(subjects, went, frame.from()).stream()
                        .filter(deed -> frame.holds(deed.at()))
                        .toList(),
                changes.lessons(frame.environment(), frame.flag()).stream()
                        .filter(lesson -> frame.holds(lesson.at()))
                        .toList());
    }

    private List<RolloutWithDecisions> went(TimelineFrame frame) {
        Rollout told = Objects.requireNonNull(frame.rollout());
        return changes.rolloutsSince(frame.environment(), frame.flag(), frame.from()).stream()
                .filter(one -> !one.rollout().startedAt().isAfter(told.startedAt()))
                .filter(one -> frame.made() != null || one.rollout().id().equals(told.id()))
                .toList();
    }

    private @Nullable String service(TimelineFrame frame) {
        Rollout rollout = frame.rollout();
        String said = rollout == null ? null : rollout.change().service();
        Service owner = records.ofFlag(frame.environment(), frame.flag());
        return said != null || owner == null ? said : owner.key();
    }
}
