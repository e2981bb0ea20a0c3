// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import dev.evenkeel.engine.incident.Affected;
import dev.evenkeel.engine.incident.Cause;
import dev.evenkeel.engine.incident.ChangeRanking;
import dev.evenkeel.engine.incident.Check;
import dev.evenkeel.engine.incident.FollowUp;
import dev.evenkeel.engine.incident.Impact;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.Loss;
import dev.evenkeel.engine.incident.Moment;
import dev.evenkeel.engine.incident.Phase;
import dev.evenkeel.engine.incident.Role;
import dev.evenkeel.engine.incident.StateRule;
import dev.evenkeel.engine.incident.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The page of an incident. Its questions: what hurts, since when, what changed before, who is at it, and
/// what is next?
///
/// @param incident the record
/// @param severity how bad
/// @param state where it stands
/// @param now when the page was made
/// @param lead what there is to know, in a sentence
/// @param next what its next state needs, in sentences
/// @param impact whom it hurt
/// @param leader who commands; empty when nobody does
/// @param roles the others
/// @param times the phases that are known
/// @param causes with their parts
/// @param suspicions changes that may lie behind it
/// @param affected money that it left wrong
/// @param followUps what is done about it
/// @param timeline newest first
record IncidentPage(
        Incident incident,
        Mark severity,
        Mark state,
        Instant now,
        String lead,
        List<String> next,
        String impact,
        String leader,
        List<String> roles,
        List<Time> times,
        List<String> causes,
        List<Suspicion> suspicions,
        List<Wrong> affected,
        List<Task> followUps,
        List<TimelineEntry> timeline) {

    /// A phase.
    ///
    /// @param precision by how much it may be off; empty when a clock saw it
    record Time(String phase, Instant at, String source, String precision) {}

    /// A change that may lie behind it.
    ///
    /// @param link to the change's page; empty when it has none
    record Suspicion(String words, String link, String share, String evidence) {}

    /// Money that it left wrong.
    ///
    /// @param correction empty until there is one
    record Wrong(String id, String correction) {}

    /// A follow-up.
    ///
    /// @param standing where it stands
    /// @param seen what its check says, else what was seen, else how one will see it
    record Task(String what, String expected, String owner, String due, String standing, String seen) {}

    /// What is known of an incident.
    record Known(
            Incident incident,
            List<TimelineEntry> timeline,
            List<ChangeRanking.Ranked> ranked,
            Map<Integer, Check.Result> checks) {}

    static IncidentPage of(Known known, Instant now) {
        Incident incident = known.incident();
        return new IncidentPage(
                incident,
                Mark.of(incident.severity().severity()),
                Mark.of(incident),
                now,
                lead(incident, now),
                next(incident),
                impact(incident.account().impact()),
                leader(incident),
                roles(incident),
                times(incident),
                causes(incident.account().causes()),
                known.ranked().stream()
                        .filter(one -> one.share() > 0)
                        .map(IncidentPage::suspicion)
                        .toList(),
                incident.affected().stream().map(IncidentPage::wrong).toList(),
                incident.followUps().stream()
                        .map(one -> task(one, known.checks().get(one.number())))
                        .toList(),
                known.timeline().reversed());
    }

    private static Task task(FollowUp one, Check.@Nullable Result found) {
        return new Task(
                one.what(),
                one.expected(),
                one.owner(),
                one.due().toString(),
                one.standing(),
                Numbers.sentence(seen(one, found)));
    }

    private static String seen(FollowUp one, Check.@Nullable Result found) {
        FollowUp.Done done = one.done();
        if (done != null && done.withoutCheck() != null) {
            return done.evidence() + "; check passed over: " + done.withoutCheck();
        }
        if (found != null) {
            return "check " + found.outcome().verdict().name().toLowerCase(Locale.ROOT) + ": "
                    + found.outcome().reason();
        }
        return done == null ? one.verifiedBy() : done.evidence();
    }

    /// Who commands; empty when nobody does.
    static String leader(Incident incident) {
        return incident.response().roles().getOrDefault(Role.COMMANDER, "");
    }

    private static String lead(Incident incident, Instant now) {
        Moment harm = incident.response().at(Phase.HARM_STARTED);
        Moment mitigated = incident.response().at(Phase.MITIGATED);
        if (harm != null && mitigated != null) {
            return "Users were hurt for " + time(harm.at(), mitigated.at()) + ".";
        }
        if (mitigated != null) {
            return "Users are no longer hurt; since when they were is not recorded.";
        }
        return harm == null
                ? "Opened " + time(incident.openedAt(), now) + " ago; since when users are hurt is not known."
                : "Users are hurt for " + time(harm.at(), now) + " now.";
    }

    private static String time(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        return Numbers.duration(between.isNegative() ? Duration.ZERO : between);
    }

    private static List<String> next(Incident incident) {
        return incident.state().next().map(next -> next(incident, next)).orElse(List.of());
    }

    private static List<String> next(Incident incident, IncidentState next) {
        List<String> lines = new ArrayList<>();
        String word = next.name().toLowerCase(Locale.ROOT);
        List<StateRule.Missing> missing = StateRule.missing(incident, next);
        lines.add(missing.isEmpty() ? "It can be " + word + " now." : "To be " + word + ":");
        missing.forEach(one -> lines.add(Numbers.sentence(one.what() + ": " + one.remedy())));
        return lines;
    }

    private static String impact(Impact impact) {
        List<String> parts = new ArrayList<>();
        if (impact.usersShare() != null) {
            parts.add(Numbers.share(impact.usersShare()) + " of users");
        }
        if (impact.requestsFailed() != null) {
            parts.add(Numbers.count(impact.requestsFailed()) + " requests failed");
        }
        Loss lost = impact.lost();
        if (lost != null) {
            parts.add(lost.amount().toPlainString() + " " + lost.currency() + " lost at the rate of " + lost.day());
        }
        return parts.isEmpty() ? "not known" : String.join(", ", parts);
    }

    private static List<String> roles(Incident incident) {
        return Arrays.stream(Role.values())
                .filter(role ->
                        role != Role.COMMANDER && incident.response().roles().containsKey(role))
                .map(role -> role.name().toLowerCase(Locale.ROOT) + " "
                        + incident.response().roles().get(role))
                .toList();
    }

    private static List<Time> times(Incident incident) {
        return Arrays.stream(Phase.values())
                .filter(phase -> incident.response().at(phase) != null)
                .map(phase ->
                        time(phase, Objects.requireNonNull(incident.response().at(phase))))
                .toList();
    }

    private static Time time(Phase phase, Moment moment) {
        return new Time(
                phase.words(),
                moment.at(),
                moment.source(),
                moment.precision().isZero() ? "" : "± " + Numbers.duration(moment.precision()));
    }

    private static List<String> causes(List<Cause> causes) {
        double sum = causes.stream().mapToDouble(Cause::weight).sum();
        return causes.stream()
                .map(cause -> cause.name() + " " + Numbers.share(cause.weight() / sum))
                .toList();
    }

    private static Suspicion suspicion(ChangeRanking.Ranked ranked) {
        String name = ranked.change().name();
        return new Suspicion(
                Numbers.sentence(ranked.change().words()),
                name.startsWith("rollout:") ? "/rollouts/" + name.substring("rollout:".length()) : "",
                Numbers.share(ranked.share()),
                Numbers.sentence(String.join(", ", ranked.evidence())));
    }

    private static Wrong wrong(Affected affected) {
        Affected.Correction correction = affected.correction();
        return new Wrong(affected.id(), correction == null ? "" : correction.what() + " (" + correction.by() + ")");
    }
}
