// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

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
import dev.evenkeel.engine.incident.IncidentTimestamp;
import dev.evenkeel.engine.incident.LinkedChange;
import dev.evenkeel.engine.incident.SuspectedChangeRanker;
import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.PageLink;
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

/// The page of an incident. Its questions: what hurts, since when, what changed before, who is at it, and
/// what is next?
///
/// @param incident the record
/// @param severity how bad
/// @param state where it stands
/// @param now when the page was made
/// @param lead what there is to know, in a sentence
/// @param hurtFrom since when users are hurt; null when nobody knows
/// @param hurtFor how long users were hurt; empty while they are, and when nobody knows
/// @param next what its next state needs, in sentences
/// @param impact whom it hurt
/// @param leader who commands; empty when nobody does
/// @param roles all there are, with who has which
/// @param times the phases that are known
/// @param causes with their parts
/// @param suspicions changes that may lie behind it
/// @param linked changes that had to do with it, as somebody says
/// @param affected money that it left wrong
/// @param followUps what is done about it
/// @param firstSteps what to do first, as its template says
/// @param related other incidents of the service that it is linked to
/// @param timeline what happened
/// @param room what whoever looks may do about it
record IncidentPageModel(
        Incident incident,
        StatusBadge severity,
        StatusBadge state,
        Instant now,
        IncidentHeadline lead,
        @Nullable Instant hurtFrom,
        String hurtFor,
        List<String> next,
        String impact,
        String leader,
        List<RoleRow> roles,
        List<PhaseTimeRow> times,
        List<String> causes,
        List<SuspectedChangeRow> suspicions,
        List<LinkedRow> linked,
        List<AffectedItemRow> affected,
        List<FollowUpRow> followUps,
        FirstStepsChecklist firstSteps,
        List<RelatedIncident> related,
        IncidentTimeline timeline,
        IncidentPageContext room) {
    private static final int LONGEST_REASON = 500;

    /// What there is to know, in a sentence with a time in it that may go on.
    ///
    /// @param before the time
    /// @param since when the time began; null when it does not go on
    /// @param time in words; empty for none
    /// @param behind the time
    record IncidentHeadline(String before, @Nullable Instant since, String time, String behind) {
        static IncidentHeadline words(String words) {
            return new IncidentHeadline(words, null, "", "");
        }
    }

    /// Who does what.
    ///
    /// @param person who has the role; empty when nobody does
    /// @param take what is sent by whoever takes it, JSON
    record RoleRow(IncidentRole role, String person, String take) {}

    /// A change that had to do with it.
    record LinkedRow(String name, String because, String by, List<PageLink> links) {}

    /// A phase.
    ///
    /// @param precision by how much it may be off; empty when a clock saw it
    record PhaseTimeRow(String phase, Instant at, String source, String precision) {}

    /// A change that may lie behind it.
    ///
    /// @param name of the change, as it is linked
    /// @param links pages about it
    /// @param linked whether somebody said already that it was this one
    record SuspectedChangeRow(
            String name, String words, List<PageLink> links, String share, String evidence, boolean linked) {
        /// What the dialog that links it begins with, JSON.
        String prefill() {
            return FlagJsonMappers.EXACT
                    .createObjectNode()
                    .put("because", evidence)
                    .toString();
        }

        /// What is sent beside it, JSON.
        String values() {
            return FlagJsonMappers.EXACT.createObjectNode().put("change", name).toString();
        }
    }

    /// Another incident of the service that it is linked to.
    record RelatedIncident(String id, String title, StatusBadge severity, StatusBadge state) {
        static RelatedIncident of(Incident incident) {
            return new RelatedIncident(
                    incident.id(),
                    incident.title(),
                    StatusBadge.of(incident.severity().severity()),
                    StatusBadge.of(incident));
        }
    }

    /// Money that it left wrong.
    ///
    /// @param correction empty until there is one
    record AffectedItemRow(String id, String correction) {
        /// What is sent beside its correction, JSON.
        String values() {
            return FlagJsonMappers.EXACT.createObjectNode().put("id", id).toString();
        }
    }

    /// A follow-up.
    ///
    /// @param standing where it stands
    /// @param seen what its check says, else what was seen, else how one will see it
    /// @param open whether it is still to be done
    /// @param checked whether a check of the server's sees it
    record FollowUpRow(
            int number,
            String what,
            String expected,
            String owner,
            String due,
            String standing,
            String seen,
            boolean open,
            boolean checked) {}

    /// What is known of an incident.
    record IncidentPageData(
            Incident incident,
            List<TimelineEntry> timeline,
            List<SuspectedChangeRanker.RankedChange> ranked,
            Map<Integer, FollowUpCriterion.Result> checks,
            List<Incident> related,
            IncidentPageContext room) {}

    static IncidentPageModel of(IncidentPageData known, IncidentTimeline.TimelineFilter asked, Instant now) {
        Incident incident = known.incident();
        IncidentTimestamp harm = incident.response().at(IncidentPhase.HARM_STARTED);
        Duration lasted = HarmDurationCalculator.of(incident);
        return new IncidentPageModel(
                incident,
                StatusBadge.of(incident.severity().severity()),
                StatusBadge.of(incident),
                now,
                lead(incident, now),
                harm == null ? null : harm.at(),
                lasted == null ? "" : DisplayFormatter.duration(lasted),
                next(incident),
                impact(incident.account().impact()),
                IncidentFormatter.leader(incident),
                roles(incident, known.room().me()),
                times(incident),
                causes(incident.account().causes()),
                known.ranked().stream()
                        .filter(one -> one.share() > 0)
                        .map(one -> suspicion(one, incident))
                        .toList(),
                incident.account().changes().stream()
                        .map(IncidentPageModel::linked)
                        .toList(),
                incident.affected().stream().map(IncidentPageModel::wrong).toList(),
                incident.followUps().stream()
                        .map(one -> task(one, known.checks().get(one.number())))
                        .toList(),
                FirstStepsChecklist.of(incident, known.timeline()),
                known.related().stream().map(RelatedIncident::of).toList(),
                IncidentTimeline.of(known.timeline(), asked),
                known.room());
    }

    private static FollowUpRow task(FollowUp one, FollowUpCriterion.@Nullable Result found) {
        return new FollowUpRow(
                one.number(),
                one.what(),
                one.expected(),
                one.owner(),
                one.due().toString(),
                one.standing(),
                DisplayFormatter.sentence(seen(one, found)),
                one.done() == null,
                one.check() != null);
    }

    private static String seen(FollowUp one, FollowUpCriterion.@Nullable Result found) {
        FollowUp.Completion done = one.done();
        if (done != null && done.withoutCheck() != null) {
            return done.evidence() + "; check passed over: " + done.withoutCheck();
        }
        if (found != null) {
            return "check " + found.outcome().verdict().name().toLowerCase(Locale.ROOT) + ": "
                    + found.outcome().reason();
        }
        return done == null ? one.verifiedBy() : done.evidence();
    }

    private static IncidentHeadline lead(Incident incident, Instant now) {
        IncidentTimestamp harm = incident.response().at(IncidentPhase.HARM_STARTED);
        IncidentTimestamp mitigated = incident.response().at(IncidentPhase.MITIGATED);
        if (harm != null && mitigated != null) {
            return IncidentHeadline.words("Users were hurt for " + time(harm.at(), mitigated.at()) + ".");
        }
        if (mitigated != null) {
            return IncidentHeadline.words("Users are no longer hurt; since when they were is not recorded.");
        }
        return harm == null
                ? new IncidentHeadline(
                        "Opened ",
                        incident.openedAt(),
                        time(incident.openedAt(), now),
                        " ago; since when users are hurt is not known.")
                : new IncidentHeadline("Users are hurt for ", harm.at(), time(harm.at(), now), " now.");
    }

    private static String time(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        return DisplayFormatter.duration(between.isNegative() ? Duration.ZERO : between);
    }

    private static List<String> next(Incident incident) {
        return incident.state().next().map(next -> next(incident, next)).orElse(List.of());
    }

    private static List<String> next(Incident incident, IncidentState next) {
        List<String> lines = new ArrayList<>();
        String word = next.name().toLowerCase(Locale.ROOT);
        List<IncidentStateValidator.Problem> missing = IncidentStateValidator.missing(incident, next);
        lines.add(missing.isEmpty() ? "It can be " + word + " now." : "To be " + word + ":");
        missing.forEach(one -> lines.add(DisplayFormatter.sentence(one.what())));
        return lines;
    }

    private static String impact(IncidentImpact impact) {
        List<String> parts = new ArrayList<>();
        if (impact.usersShare() != null) {
            parts.add(DisplayFormatter.share(impact.usersShare()) + " of users");
        }
        if (impact.requestsFailed() != null) {
            parts.add(DisplayFormatter.count(impact.requestsFailed()) + " requests failed");
        }
        IncidentLoss lost = impact.lost();
        if (lost != null) {
            parts.add(lost.amount().toPlainString() + " " + lost.currency() + " lost at the rate of " + lost.day());
        }
        return parts.isEmpty() ? "how much is not known yet" : String.join(", ", parts);
    }

    private static List<RoleRow> roles(Incident incident, String me) {
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

    /// What reopens it, beside what the dialog asks for, JSON.
    String reopening() {
        return FlagJsonMappers.EXACT
                .createObjectNode()
                .put("service", incident.service())
                .put("reopen", incident.id())
                .toString();
    }

    /// Roles that somebody has beside the command, in words.
    String others() {
        return roles.stream()
                .filter(row ->
                        row.role() != IncidentRole.COMMANDER && !row.person().isEmpty())
                .map(row -> IncidentFormatter.plain(row.role()) + " " + row.person())
                .collect(Collectors.joining(" · "));
    }

    private static List<PhaseTimeRow> times(Incident incident) {
        return Arrays.stream(IncidentPhase.values())
                .filter(phase -> incident.response().at(phase) != null)
                .map(phase ->
                        time(phase, Objects.requireNonNull(incident.response().at(phase))))
                .toList();
    }

    private static PhaseTimeRow time(IncidentPhase phase, IncidentTimestamp moment) {
        return new PhaseTimeRow(
                phase.words(),
                moment.at(),
                moment.source(),
                moment.precision().isZero() ? "" : "± " + DisplayFormatter.duration(moment.precision()));
    }

    private static List<String> causes(List<IncidentCause> causes) {
        double sum = causes.stream().mapToDouble(IncidentCause::weight).sum();
        return causes.stream()
                .map(cause -> cause.name() + " " + DisplayFormatter.share(cause.weight() / sum))
                .toList();
    }

    private static SuspectedChangeRow suspicion(SuspectedChangeRanker.RankedChange ranked, Incident incident) {
        String name = ranked.change().name();
        return new SuspectedChangeRow(
                name,
                DisplayFormatter.sentence(ranked.change().words()),
                IncidentFormatter.links(name),
                DisplayFormatter.share(ranked.share()),
                DisplayFormatter.sentence(String.join(", ", ranked.evidence())),
                incident.account().changes().stream()
                        .anyMatch(link -> link.change().equals(name)));
    }

    private static LinkedRow linked(LinkedChange link) {
        return new LinkedRow(
                IncidentFormatter.change(link.change()),
                DisplayFormatter.sentence(link.because()),
                link.by(),
                IncidentFormatter.links(link.change()));
    }

    /// What the dialogs that take something back begin with, for the record.
    String reason() {
        String reason = incident.id() + ": " + incident.title();
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }

    /// Whether it still has to be taken up.
    boolean isUntaken() {
        return incident.state().isOpen() && incident.response().at(IncidentPhase.ACKNOWLEDGED) == null;
    }

    /// The cause in a line of the form of causes; null for a line without one.
    @Nullable
    IncidentCause cause(int line) {
        List<IncidentCause> named = incident.account().causes();
        return line < named.size() ? named.get(line) : null;
    }

    /// A cause's part as the form has it: `2`, `0.5`.
    static String part(IncidentCause cause) {
        return BigDecimal.valueOf(cause.weight()).stripTrailingZeros().toPlainString();
    }

    /// The share of users as the form has it, in percent; empty when nobody knows.
    String usersPercent() {
        Double share = incident.account().impact().usersShare();
        return share == null
                ? ""
                : BigDecimal.valueOf(share)
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /// How many lines the form of causes has.
    int causeLines() {
        return incident.account().causes().size() + 2;
    }

    private static AffectedItemRow wrong(AffectedItem affected) {
        AffectedItem.Correction correction = affected.correction();
        return new AffectedItemRow(
                affected.id(), correction == null ? "" : correction.what() + " (" + correction.by() + ")");
    }
}
