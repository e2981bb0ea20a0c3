// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.incident.AffectedItem;
import dev.evenkeel.engine.incident.FollowUp;
import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.engine.incident.HarmDurationCalculator;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentCause;
import dev.evenkeel.engine.incident.IncidentImpact;
import dev.evenkeel.engine.incident.IncidentLoss;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentRole;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.IncidentStateValidator;
import dev.evenkeel.engine.incident.LinkedChange;
import dev.evenkeel.engine.incident.SuspectedChangeRanker;
import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.engine.incident.TimestampWithPrecision;
import dev.evenkeel.server.console.kit.ConsolePageLink;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Model of the incident page. Answers: what is affected, since when, what changed before, who works on it, and
/// what is the next step?
///
/// @param incident the record
/// @param severity severity badge
/// @param state state badge
/// @param now when the page was rendered
/// @param headline summary in a sentence
/// @param impactStart when impact on users began; null if unknown
/// @param impactDuration duration of the impact; empty while it lasts and if unknown
/// @param nextSteps requirements of the next state, in sentences
/// @param impact affected users
/// @param commander name of the incident commander; empty if there is none
/// @param roles all roles, with the person assigned to each
/// @param times the phases whose times are known
/// @param causes causes with their shares
/// @param suspectedChanges suspected changes
/// @param linked changes that a user linked as related
/// @param affected items with incorrect amounts
/// @param followUps follow-up tasks
/// @param firstSteps first steps from the template
/// @param related linked incidents of the same service
/// @param timeline timeline of the incident
/// @param context context and permissions of the current user
record IncidentPageModel(
        Incident incident,
        StatusBadge severity,
        StatusBadge state,
        Instant now,
        IncidentSummarySentence headline,
        @Nullable Instant impactStart,
        String impactDuration,
        List<String> nextSteps,
        String impact,
        String commander,
        List<RoleRow> roles,
        List<PhaseTimestampRow> times,
        List<String> causes,
        List<SuspectedChangeRow> suspectedChanges,
        List<LinkedChangeRow> linked,
        List<AffectedItemRow> affected,
        List<FollowUpRow> followUps,
        FirstStepsChecklist firstSteps,
        List<RelatedIncident> related,
        IncidentTimeline timeline,
        IncidentPageContext context) {
    private static final int LONGEST_REASON = 500;

    /// Summary sentence with a duration that may still increase.
    ///
    /// @param textBefore text before the duration
    /// @param since start of the duration; null if it no longer increases
    /// @param time duration as text; empty for none
    /// @param textAfter text after the duration
    record IncidentSummarySentence(
            String textBefore, @Nullable Instant since, String time, String textAfter) {
        static IncidentSummarySentence ofText(String words) {
            return new IncidentSummarySentence(words, null, "", "");
        }
    }

    /// An incident role with the person assigned to it.
    ///
    /// @param person name of the person; empty if the role is unassigned
    /// @param assignValues JSON body of the request with which the current user takes the role
    record RoleRow(IncidentRole role, String person, String assignValues) {
        /// Returns the JSON body of the request that gives the role to a person, without the person.
        String giveValues() {
            return "{\"role\":\"" + role.name() + "\"}";
        }
    }

    /// A change linked to the incident.
    record LinkedChangeRow(String name, String reason, String actor, List<ConsolePageLink> links) {}

    /// Time of a phase.
    ///
    /// @param precision maximum error of the time; empty if a clock recorded it
    record PhaseTimestampRow(String phase, Instant at, String source, String precision) {}

    /// A suspected change.
    ///
    /// @param name name of the change, as used in links
    /// @param links links to pages about the change
    /// @param linked whether a user has already confirmed it as a cause
    record SuspectedChangeRow(
            String name, String text, List<ConsolePageLink> links, String share, String evidence, boolean linked) {
        /// Returns the initial values of the link dialog as JSON.
        String prefill() {
            return FlagJsonMappers.EXACT
                    .createObjectNode()
                    .put("reason", evidence)
                    .toString();
        }

        /// Returns the hidden values of the link request as JSON.
        String linkValues() {
            return FlagJsonMappers.EXACT.createObjectNode().put("change", name).toString();
        }
    }

    /// A linked incident of the same service.
    record RelatedIncident(String id, String title, StatusBadge severity, StatusBadge state) {
        static RelatedIncident of(Incident incident) {
            return new RelatedIncident(
                    incident.id(),
                    incident.title(),
                    StatusBadge.of(incident.severity().severity()),
                    StatusBadge.of(incident));
        }
    }

    /// An item whose amount the incident left incorrect.
    ///
    /// @param correction empty until the item is corrected
    record AffectedItemRow(String id, String correction) {
        /// Returns the hidden values of the correction request as JSON.
        String correctionValues() {
            return FlagJsonMappers.EXACT.createObjectNode().put("id", id).toString();
        }
    }

    /// A follow-up task.
    ///
    /// @param status its status
    /// @param observation result of its check, or else what was observed, or else how completion will be
    ///     observed
    /// @param open whether the task is open
    /// @param checked whether a check of the server observes its completion
    record FollowUpRow(
            int number,
            String description,
            String expectedEffect,
            String owner,
            String dueDate,
            String status,
            String observation,
            boolean open,
            boolean checked) {}

    /// Data from which the page model is built.
    record IncidentPageData(
            Incident incident,
            List<TimelineEntry> timeline,
            List<SuspectedChangeRanker.RankedChange> rankedChanges,
            Map<Integer, FollowUpCriterion.Result> followUpResults,
            List<Incident> related,
            IncidentPageContext context) {}

    static IncidentPageModel of(IncidentPageData known, IncidentTimeline.TimelineFilter timelineFilter, Instant now) {
        Incident incident = known.incident();
        TimestampWithPrecision harm = incident.response().timeOf(IncidentPhase.HARM_STARTED);
        Duration lasted = HarmDurationCalculator.calculate(incident);
        return new IncidentPageModel(
                incident,
                StatusBadge.of(incident.severity().severity()),
                StatusBadge.of(incident),
                now,
                buildHeadline(incident, now),
                harm == null ? null : harm.at(),
                lasted == null ? "" : DisplayFormatter.formatDuration(lasted),
                listNextSteps(incident),
                formatImpact(incident.account().impact()),
                IncidentFormatter.formatCommander(incident),
                toRoleRows(incident, known.context().currentUser()),
                toPhaseTimeRows(incident),
                formatCauses(incident.account().causes()),
                known.rankedChanges().stream()
                        .filter(one -> one.share() > 0)
                        .map(one -> toSuspectedChangeRow(one, incident))
                        .toList(),
                incident.account().changes().stream()
                        .map(IncidentPageModel::toLinkedRow)
                        .toList(),
                incident.affected().stream()
                        .map(IncidentPageModel::toAffectedItemRow)
                        .toList(),
                incident.followUps().stream()
                        .map(one -> toFollowUpRow(one, known.followUpResults().get(one.number())))
                        .toList(),
                FirstStepsChecklist.of(incident, known.timeline()),
                known.related().stream().map(RelatedIncident::of).toList(),
                IncidentTimeline.of(known.timeline(), timelineFilter),
                known.context());
    }

    private static FollowUpRow toFollowUpRow(FollowUp one, FollowUpCriterion.@Nullable Result found) {
        return new FollowUpRow(
                one.number(),
                one.description(),
                one.expectedEffect(),
                one.owner(),
                one.dueDate().toString(),
                one.status(),
                DisplayFormatter.toSentence(formatCheckResult(one, found)),
                one.done() == null,
                one.check() != null);
    }

    private static String formatCheckResult(FollowUp one, FollowUpCriterion.@Nullable Result found) {
        FollowUp.Completion done = one.done();
        if (done != null && done.skipCheckReason() != null) {
            return done.evidence() + "; check skipped: " + done.skipCheckReason();
        }
        if (found != null) {
            return "check " + found.outcome().verdict().name().toLowerCase(Locale.ROOT) + ": "
                    + found.outcome().reason();
        }
        return done == null ? one.verifiedBy() : done.evidence();
    }

    private static IncidentSummarySentence buildHeadline(Incident incident, Instant now) {
        TimestampWithPrecision harm = incident.response().timeOf(IncidentPhase.HARM_STARTED);
        TimestampWithPrecision mitigated = incident.response().timeOf(IncidentPhase.MITIGATED);
        if (harm != null && mitigated != null) {
            return IncidentSummarySentence.ofText(
                    "Users were hurt for " + formatDuration(harm.at(), mitigated.at()) + ".");
        }
        if (mitigated != null) {
            return IncidentSummarySentence.ofText("Users are no longer hurt; since when they were is not recorded.");
        }
        return harm == null
                ? new IncidentSummarySentence(
                        "Opened ",
                        incident.openedAt(),
                        formatDuration(incident.openedAt(), now),
                        " ago; since when users are hurt is not known.")
                : new IncidentSummarySentence(
                        "Users are hurt for ", harm.at(), formatDuration(harm.at(), now), " now.");
    }

    private static String formatDuration(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        return DisplayFormatter.formatDuration(between.isNegative() ? Duration.ZERO : between);
    }

    private static List<String> listNextSteps(Incident incident) {
        return incident.state()
                .next()
                .map(next -> listNextSteps(incident, next))
                .orElse(List.of());
    }

    private static List<String> listNextSteps(Incident incident, IncidentState next) {
        List<String> lines = new ArrayList<>();
        String word = next.name().toLowerCase(Locale.ROOT);
        List<IncidentStateValidator.Problem> missing = IncidentStateValidator.validate(incident, next);
        lines.add(missing.isEmpty() ? "It can be " + word + " now." : "To be " + word + ":");
        missing.forEach(one -> lines.add(DisplayFormatter.toSentence(one.what())));
        return lines;
    }

    private static String formatImpact(IncidentImpact impact) {
        List<String> parts = new ArrayList<>();
        if (impact.affectedUserShare() != null) {
            parts.add(QuantityFormatter.formatPercent(impact.affectedUserShare()) + " of users");
        }
        if (impact.failedRequests() != null) {
            parts.add(QuantityFormatter.formatCount(impact.failedRequests()) + " requests failed");
        }
        IncidentLoss loss = impact.financialLoss();
        if (loss != null) {
            parts.add(DisplayFormatter.keepTogether(QuantityFormatter.formatMoney(loss.amount(), loss.currency()))
                    + " lost at the rate of " + loss.day());
        }
        return parts.isEmpty() ? "how much is not known yet" : String.join(", ", parts);
    }

    private static List<RoleRow> toRoleRows(Incident incident, String me) {
        return Arrays.stream(IncidentRole.values())
                .map(role -> new RoleRow(
                        role,
                        incident.response().roles().getOrDefault(role, ""),
                        FlagJsonMappers.EXACT
                                .createObjectNode()
                                .put("role", role.name())
                                .put("person", me)
                                .toString()))
                .toList();
    }

    /// Returns the hidden values of the reopen request as JSON.
    String reopenValues() {
        return FlagJsonMappers.EXACT
                .createObjectNode()
                .put("service", incident.service())
                .put("reopen", incident.id())
                .toString();
    }

    /// Returns the assigned roles other than incident commander, as text.
    String otherRoles() {
        return roles.stream()
                .filter(row ->
                        row.role() != IncidentRole.COMMANDER && !row.person().isEmpty())
                .map(row -> IncidentFormatter.formatName(row.role()) + " " + row.person())
                .collect(Collectors.joining(" · "));
    }

    private static List<PhaseTimestampRow> toPhaseTimeRows(Incident incident) {
        return Arrays.stream(IncidentPhase.values())
                .filter(phase -> incident.response().timeOf(phase) != null)
                .map(phase -> toPhaseTimeRow(
                        phase, Objects.requireNonNull(incident.response().timeOf(phase))))
                .toList();
    }

    private static PhaseTimestampRow toPhaseTimeRow(IncidentPhase phase, TimestampWithPrecision timestamp) {
        return new PhaseTimestampRow(
                phase.label(),
                timestamp.at(),
                timestamp.source(),
                timestamp.precision().isZero() ? "" : "± " + DisplayFormatter.formatDuration(timestamp.precision()));
    }

    private static List<String> formatCauses(List<IncidentCause> causes) {
        double sum = causes.stream().mapToDouble(IncidentCause::weight).sum();
        return causes.stream()
                .map(cause -> cause.name() + " " + QuantityFormatter.formatPercent(cause.weight() / sum))
                .toList();
    }

    private static SuspectedChangeRow toSuspectedChangeRow(
            SuspectedChangeRanker.RankedChange ranked, Incident incident) {
        String name = ranked.change().name();
        return new SuspectedChangeRow(
                name,
                DisplayFormatter.toSentence(ranked.change().summary()),
                IncidentFormatter.changeLinks(name),
                QuantityFormatter.formatProbability(ranked.share()),
                DisplayFormatter.toSentence(String.join(", ", ranked.evidence())),
                incident.account().changes().stream()
                        .anyMatch(link -> link.change().equals(name)));
    }

    private static LinkedChangeRow toLinkedRow(LinkedChange link) {
        return new LinkedChangeRow(
                IncidentFormatter.formatChange(link.change()),
                DisplayFormatter.toSentence(link.reason()),
                link.by(),
                IncidentFormatter.changeLinks(link.change()));
    }

    /// Returns the default reason of the revert dialogs, for the audit log.
    String defaultReason() {
        String reason = incident.id() + ": " + incident.title();
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }

    /// Whether the incident is not yet acknowledged.
    boolean requiresAcknowledgement() {
        return incident.state().isOpen() && incident.response().timeOf(IncidentPhase.ACKNOWLEDGED) == null;
    }

    /// Returns the cause in a row of the causes form; null for an empty row.
    @Nullable
    IncidentCause findCause(int line) {
        List<IncidentCause> named = incident.account().causes();
        return line < named.size() ? named.get(line) : null;
    }

    /// Returns a cause's part as the form shows it: `2`, `0.5`.
    static String formatWeight(IncidentCause cause) {
        return BigDecimal.valueOf(cause.weight()).stripTrailingZeros().toPlainString();
    }

    /// Returns the share of affected users as the form shows it, in percent; empty if unknown.
    String usersPercent() {
        Double share = incident.account().impact().affectedUserShare();
        return share == null
                ? ""
                : BigDecimal.valueOf(share)
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /// Returns the number of rows of the causes form.
    int causeLineCount() {
        return incident.account().causes().size() + 2;
    }

    private static AffectedItemRow toAffectedItemRow(AffectedItem affected) {
        AffectedItem.Correction correction = affected.correction();
        return new AffectedItemRow(
                affected.id(), correction == null ? "" : correction.what() + " (" + correction.by() + ")");
    }
}
