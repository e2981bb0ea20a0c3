// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An incident, as far as it is known.
///
/// @param id name for ever: `i-1`
/// @param service key of the service that is hurt
/// @param change name of the change it is about; null for none in particular
/// @param title what hurts, in a line
/// @param origin where it came from
/// @param state where it stands
/// @param openedAt when this server began it; for an imported one, when it was detected
/// @param lastSignalAt when something last joined it
/// @param severity how bad
/// @param response what was done
/// @param account why and how much
/// @param followUps what is done about it afterwards
/// @param affected money that it left wrong; empty for most
/// @param template from which it was declared; null for none
/// @param relatedIds ids of other incidents of the service that it is linked to
/// @param reopenedAt when it was last reopened after it was mitigated; null for never
/// @param flags whose calls showed the harm, as `environment/key`; empty when it may be about all of the
///     service
public record Incident(
        String id,
        String service,
        @Nullable String change,
        String title,
        IncidentOrigin origin,
        IncidentState state,
        Instant openedAt,
        Instant lastSignalAt,
        SeverityRating severity,
        IncidentResponseRecord response,
        IncidentAnalysis account,
        List<FollowUp> followUps,
        List<AffectedItem> affected,
        @Nullable AppliedIncidentTemplate template,
        List<String> relatedIds,
        @Nullable Instant reopenedAt,
        List<String> flags) {
    public Incident {
        /* Incidents stored before there were links and flags have none. */
        relatedIds = List.copyOf(Objects.requireNonNullElse(relatedIds, List.of()));
        flags = List.copyOf(Objects.requireNonNullElse(flags, List.of()));
        followUps = List.copyOf(followUps);
        affected = List.copyOf(affected);
    }

    /// A new one of which little is known.
    public static Incident open(
            String id, IncidentSignal signal, String title, IncidentOrigin origin, SeverityRating severity) {
        return new Incident(
                id,
                signal.service(),
                signal.change(),
                title,
                origin,
                IncidentState.OPEN,
                signal.at(),
                signal.at(),
                severity,
                IncidentResponseRecord.NONE,
                IncidentAnalysis.EMPTY,
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                signal.flags().stream().sorted().toList());
    }

    /// The same in another state.
    public Incident in(IncidentState next) {
        return copy(next, lastSignalAt, severity, response, account);
    }

    /// The same, open again because it hurts again; as it is unless it was mitigated.
    public Incident reopened(Instant at) {
        return state == IncidentState.MITIGATED
                ? in(IncidentState.OPEN)
                        .with(response.without(IncidentPhase.MITIGATED))
                        .parts(followUps, affected, template, relatedIds, at)
                : this;
    }

    /// The same, linked to another incident of the service.
    public Incident relatedTo(String other) {
        if (relatedIds.contains(other)) {
            return this;
        }
        List<String> more = new ArrayList<>(relatedIds);
        more.add(other);
        return parts(followUps, affected, template, more, reopenedAt);
    }

    /// The same after another signal, not earlier than the last one.
    public Incident heard(Instant at) {
        return copy(state, at.isAfter(lastSignalAt) ? at : lastSignalAt, severity, response, account);
    }

    /// The same, about flags of a signal too. One that may be about all of its service stays so.
    public Incident about(Set<String> more) {
        if (flags.isEmpty() || (!more.isEmpty() && flags.containsAll(more))) {
            return this;
        }
        return new Incident(
                id,
                service,
                change,
                title,
                origin,
                state,
                openedAt,
                lastSignalAt,
                severity,
                response,
                account,
                followUps,
                affected,
                template,
                relatedIds,
                reopenedAt,
                more.isEmpty()
                        ? List.of()
                        : Stream.concat(flags.stream(), more.stream())
                                .distinct()
                                .sorted()
                                .toList());
    }

    /// The same, opened and last heard of at an instant.
    public Incident dated(Instant at) {
        return new Incident(
                id,
                service,
                change,
                title,
                origin,
                state,
                at,
                at,
                severity,
                response,
                account,
                followUps,
                affected,
                template,
                relatedIds,
                reopenedAt,
                flags);
    }

    /// The same under another title.
    public Incident titled(String next) {
        return new Incident(
                id,
                service,
                change,
                next,
                origin,
                state,
                openedAt,
                lastSignalAt,
                severity,
                response,
                account,
                followUps,
                affected,
                template,
                relatedIds,
                reopenedAt,
                flags);
    }

    /// The same with another severity.
    public Incident graded(SeverityRating next) {
        return copy(state, lastSignalAt, next, response, account);
    }

    /// The same after more was done.
    public Incident with(IncidentResponseRecord next) {
        return copy(state, lastSignalAt, severity, next, account);
    }

    /// The same with more known.
    public Incident with(IncidentAnalysis next) {
        return copy(state, lastSignalAt, severity, response, next);
    }

    /// The same with other follow-ups.
    public Incident following(List<FollowUp> next) {
        return parts(next, affected, template, relatedIds, reopenedAt);
    }

    /// The same with one more follow-up.
    public Incident following(FollowUp next) {
        List<FollowUp> more = new ArrayList<>(followUps);
        more.add(next);
        return following(more);
    }

    /// The same with other affected money.
    public Incident affecting(List<AffectedItem> next) {
        return parts(followUps, next, template, relatedIds, reopenedAt);
    }

    /// The same, declared from a template.
    public Incident from(AppliedIncidentTemplate next) {
        return parts(followUps, affected, next, relatedIds, reopenedAt);
    }

    /// Affected money that nobody corrected yet.
    public List<String> uncorrected() {
        return affected.stream()
                .filter(one -> one.correction() == null)
                .map(AffectedItem::id)
                .toList();
    }

    /// Whether it is serious, and not only the review that a change's own rollback asks for.
    public boolean isSerious() {
        return severity.severity().isAtLeast(IncidentSeverity.SERIOUS) && !asksForReview();
    }

    /// Whether it was opened by a change's own rollback and is not reviewed yet. It asks for a review, and
    /// closes nothing. While it is OPEN again, users are hurt in spite of the rollback, so it counts like any
    /// other incident; after that it does so for good when a person confirmed it.
    public boolean asksForReview() {
        boolean hurtAgain = state == IncidentState.OPEN || (reopenedAt != null && response.confirmed());
        return origin == IncidentOrigin.ROLLBACK && state != IncidentState.REVIEWED && !hurtAgain;
    }

    /// Whether only alerts say that it hurts, so that it is mitigated when the last of them is resolved.
    public boolean endsWithItsAlerts() {
        return switch (origin) {
            case ALERT, SLO_BURN -> true;
            case ROLLBACK -> !response.confirmed();
            case PERSON, IMPORT -> false;
        };
    }

    private Incident copy(
            IncidentState next,
            Instant heard,
            SeverityRating graded,
            IncidentResponseRecord done,
            IncidentAnalysis known) {
        return new Incident(
                id,
                service,
                change,
                title,
                origin,
                next,
                openedAt,
                heard,
                graded,
                done,
                known,
                followUps,
                affected,
                template,
                relatedIds,
                reopenedAt,
                flags);
    }

    private Incident parts(
            List<FollowUp> nextFollowUps,
            List<AffectedItem> nextAffected,
            @Nullable AppliedIncidentTemplate nextTemplate,
            List<String> nextRelatedIds,
            @Nullable Instant nextReopenedAt) {
        return new Incident(
                id,
                service,
                change,
                title,
                origin,
                state,
                openedAt,
                lastSignalAt,
                severity,
                response,
                account,
                nextFollowUps,
                nextAffected,
                nextTemplate,
                nextRelatedIds,
                nextReopenedAt,
                flags);
    }
}
