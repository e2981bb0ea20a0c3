// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An incident with all recorded data.
///
/// @param id permanent identifier: `i-1`
/// @param service key of the affected service
/// @param change name of the change that it concerns; null for none in particular
/// @param title one-line description
/// @param origin what opened it
/// @param state lifecycle state
/// @param openedAt when this server created it; for an imported one, when it was detected
/// @param lastSignalAt when a signal last joined it
/// @param severity severity rating
/// @param response response so far
/// @param account analysis of causes and impact
/// @param followUps follow-up actions
/// @param affected monetary items that it left incorrect; usually empty
/// @param template template from which it was declared; null for none
/// @param relatedIds ids of linked incidents of the same service
/// @param reopenedAt when it was last reopened after its mitigation; null for never
/// @param flags flags whose calls showed the harm, as `environment/key`; empty when it may concern the whole
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
        IncidentFindings account,
        List<FollowUp> followUps,
        List<AffectedItem> affected,
        @Nullable AppliedIncidentTemplate template,
        List<String> relatedIds,
        @Nullable Instant reopenedAt,
        List<String> flags) {
    public Incident {
        /* Incidents stored before links and flags existed lack these fields. */
        relatedIds = List.copyOf(Objects.requireNonNullElse(relatedIds, List.of()));
        flags = List.copyOf(Objects.requireNonNullElse(flags, List.of()));
        followUps = List.copyOf(followUps);
        affected = List.copyOf(affected);
    }

    /// Creates a new incident with minimal data.
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
                IncidentFindings.EMPTY,
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                signal.flags().stream().sorted().toList());
    }

    public Incident withState(IncidentState next) {
        return copy(next, lastSignalAt, severity, response, account);
    }

    /// Returns a reopened copy if it is mitigated, otherwise this.
    public Incident reopen(Instant at) {
        return state == IncidentState.MITIGATED
                ? withState(IncidentState.OPEN)
                        .withResponse(response.withoutTime(IncidentPhase.MITIGATED))
                        .copyDetails(followUps, affected, template, relatedIds, at)
                : this;
    }

    /// Returns a copy linked to another incident of the service.
    public Incident withRelated(String other) {
        if (relatedIds.contains(other)) {
            return this;
        }
        List<String> more = new ArrayList<>(relatedIds);
        more.add(other);
        return copyDetails(followUps, affected, template, more, reopenedAt);
    }

    /// Returns a copy after another signal; `lastSignalAt` never decreases.
    public Incident withSignalAt(Instant at) {
        return copy(state, at.isAfter(lastSignalAt) ? at : lastSignalAt, severity, response, account);
    }

    /// Returns a copy that also concerns the flags of a signal. An incident that may concern the whole
    /// service stays so.
    public Incident withFlags(Set<String> more) {
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

    /// Returns a copy with another time of opening and last signal.
    public Incident withOpenedAt(Instant at) {
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

    public Incident withTitle(String next) {
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

    public Incident withSeverity(SeverityRating next) {
        return copy(state, lastSignalAt, next, response, account);
    }

    public Incident withResponse(IncidentResponseRecord next) {
        return copy(state, lastSignalAt, severity, next, account);
    }

    public Incident withAnalysis(IncidentFindings next) {
        return copy(state, lastSignalAt, severity, response, next);
    }

    /// Returns a copy with other follow-ups.
    public Incident withFollowUps(List<FollowUp> next) {
        return copyDetails(next, affected, template, relatedIds, reopenedAt);
    }

    /// Returns a copy with one more follow-up.
    public Incident withFollowUp(FollowUp next) {
        List<FollowUp> more = new ArrayList<>(followUps);
        more.add(next);
        return withFollowUps(more);
    }

    /// Returns a copy with other affected items.
    public Incident withAffectedItems(List<AffectedItem> next) {
        return copyDetails(followUps, next, template, relatedIds, reopenedAt);
    }

    /// Returns a copy declared from a template.
    public Incident withTemplate(AppliedIncidentTemplate next) {
        return copyDetails(followUps, affected, next, relatedIds, reopenedAt);
    }

    /// Returns the ids of affected items without a correction.
    public List<String> uncorrectedItems() {
        return affected.stream()
                .filter(one -> one.correction() == null)
                .map(AffectedItem::id)
                .toList();
    }

    /// Whether it is serious, excluding incidents that only request a review after an automatic rollback.
    public boolean isSerious() {
        return severity.severity().isAtLeast(IncidentSeverity.SERIOUS) && !reviewOnly();
    }

    /// Whether it was opened by an automatic rollback and is not reviewed yet. Such an incident requests a
    /// review and closes no gate. If it is reopened, users are affected despite the rollback, so it counts
    /// like any other incident while it is OPEN, and permanently once a person has confirmed it.
    public boolean reviewOnly() {
        boolean hurtAgain = state == IncidentState.OPEN || (reopenedAt != null && response.confirmed());
        return origin == IncidentOrigin.ROLLBACK && state != IncidentState.REVIEWED && !hurtAgain;
    }

    /// Whether only alerts report its harm, so that it is mitigated when the last of them resolves.
    public boolean endsWithAlerts() {
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
            IncidentFindings known) {
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

    private Incident copyDetails(
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
