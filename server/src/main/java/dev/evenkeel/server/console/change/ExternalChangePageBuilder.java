// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.change;

import dev.evenkeel.api.ChangeApi.ChangeResponse;
import dev.evenkeel.api.ChangeApi.ChangeSloComparisonResponse;
import dev.evenkeel.api.ChangeApi.PeriodBadEventCounts;
import dev.evenkeel.engine.change.ChangeHarmEvent;
import dev.evenkeel.engine.change.ChangeOutcome;
import dev.evenkeel.engine.change.ChangeStatus;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.server.console.change.ChangePageModel.ChangeNextAction;
import dev.evenkeel.server.console.change.ChangePageModel.PhaseEvent;
import dev.evenkeel.server.console.change.ChangePageModel.PhaseSection;
import dev.evenkeel.server.console.change.ChangePageModel.PhaseStatus;
import dev.evenkeel.server.console.kit.ConsolePageLink;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Builds the page of an external change. Names the data that external changes lack.
final class ExternalChangePageBuilder {
    private static final String UNSEEN =
            "Somebody else carried this change out and told of it: nothing of this is known"
                    + " here. A change that a flag leads has it all.";

    private ExternalChangePageBuilder() {}

    static ChangePageModel build(ChangePageQueries.ExternalChangeData reported, Instant now) {
        ChangeResponse change = reported.change();
        return new ChangePageModel(
                change.id(),
                formatTitle(change),
                now,
                ChangeState.toBadge(change),
                formatSubtitle(change),
                nextAction(reported),
                List.of(
                        new PhaseSection("Assess", PhaseStatus.UNKNOWN, List.of(UNSEEN), List.of(), List.of()),
                        new PhaseSection("Prepare", PhaseStatus.UNKNOWN, List.of(), List.of(), List.of()),
                        rollOutPhase(change),
                        resultPhase(reported)),
                links(change));
    }

    private static String formatTitle(ChangeResponse change) {
        return change.title().isEmpty() ? change.service() + ": " + change.externalId() : change.title();
    }

    private static String formatSubtitle(ChangeResponse change) {
        return Stream.of(
                        "service " + change.service(),
                        "environment " + change.environment(),
                        change.kind().name().toLowerCase(Locale.ROOT),
                        "told by " + change.source() + " as " + change.externalId(),
                        change.author() == null ? "" : "by " + change.author())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private static ChangeNextAction nextAction(ChangePageQueries.ExternalChangeData reported) {
        ChangeResponse change = reported.change();
        if (change.finishedAt() == null) {
            return ChangeNextAction.none("Nothing to do here: " + change.source() + " will tell how it ends.");
        }
        return reported.incidents().stream()
                .filter(incident -> incident.state().isOpen())
                .findFirst()
                .map(incident -> ChangeNextAction.onPage(
                        DisplayFormatter.toSentence("The incident \"" + incident.title() + "\" is open"),
                        "/incidents/" + incident.id(),
                        "Open the incident"))
                .orElseGet(() -> change.outcome() == ChangeOutcome.OPEN
                        ? ChangeNextAction.none(DisplayFormatter.toSentence("Nothing to do: " + change.reason()))
                        : ChangeNextAction.withCommand(
                                "It turned out " + formatOutcome(change.outcome()) + ". Who knows better can say so.",
                                "./evenkeel change outcome " + change.id() + " OUTCOME --reason TEXT"));
    }

    private static String formatOutcome(ChangeOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static PhaseSection rollOutPhase(ChangeResponse change) {
        List<PhaseEvent> entries = new ArrayList<>();
        Instant committed = change.committedAt();
        if (committed != null) {
            entries.add(new PhaseEvent(
                    committed,
                    new StatusBadge(StatusBadge.Tone.CALM, "dot", "Committed"),
                    "The oldest commit in it.",
                    "",
                    ""));
        }
        String artifact = change.artifact();
        entries.add(new PhaseEvent(
                change.startedAt(),
                new StatusBadge(StatusBadge.Tone.CALM, "play", "Began"),
                artifact == null ? "It began to reach production." : "It began to reach production: " + artifact + ".",
                "",
                Objects.requireNonNullElse(change.author(), "")));
        Instant finished = change.finishedAt();
        if (finished != null) {
            boolean done = change.status() == ChangeStatus.COMPLETED;
            entries.add(new PhaseEvent(
                    finished,
                    done
                            ? new StatusBadge(StatusBadge.Tone.GOOD, "check", "Done")
                            : new StatusBadge(StatusBadge.Tone.CAUTION, "stop", "Given up"),
                    done ? "It had reached all users." : "It ended before it reached all users.",
                    "",
                    ""));
        }
        return new PhaseSection(
                "Roll out", finished == null ? PhaseStatus.CURRENT : PhaseStatus.DONE, List.of(), entries, List.of());
    }

    private static PhaseSection resultPhase(ChangePageQueries.ExternalChangeData reported) {
        ChangeResponse change = reported.change();
        List<PhaseEvent> entries = new ArrayList<>();
        Instant back = change.rolledBackAt();
        if (back != null) {
            entries.add(new PhaseEvent(
                    back, new StatusBadge(StatusBadge.Tone.BAD, "back", "Rolled back"), "It was taken back.", "", ""));
        }
        reported.incidents().stream().map(PhaseEvent::of).forEach(entries::add);
        change.harms().stream()
                .filter(harm -> harm.cause() == ChangeHarmEvent.Cause.REPAIRED)
                .map(harm -> new PhaseEvent(
                        harm.at(),
                        new StatusBadge(StatusBadge.Tone.CAUTION, "alert", "Repaired"),
                        DisplayFormatter.toSentence(harm.summary()),
                        "",
                        ""))
                .forEach(entries::add);
        List<String> words = new ArrayList<>();
        words.add(DisplayFormatter.toSentence(
                "Outcome " + formatOutcome(change.outcome()) + ", by " + change.rule() + ": " + change.reason()));
        words.addAll(formatEvidence(reported.evidence()));
        return new PhaseSection(
                "Result",
                change.finishedAt() == null ? PhaseStatus.UPCOMING : PhaseStatus.DONE,
                words,
                entries.stream().sorted(Comparator.comparing(PhaseEvent::at)).toList(),
                List.of());
    }

    private static List<String> formatEvidence(@Nullable ChangeSloComparisonResponse evidence) {
        return evidence == null
                ? List.of()
                : evidence.objectives().stream()
                        .map(one -> DisplayFormatter.toSentence(one.slo() + ", 30 min before and after: "
                                + one.conclusion()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' ') + ", "
                                + formatCounts(one.before()) + " bad before and " + formatCounts(one.after())
                                + " after; "
                                + evidence.label()))
                        .toList();
    }

    private static String formatCounts(PeriodBadEventCounts side) {
        return QuantityFormatter.formatCount(side.bad()) + " of " + QuantityFormatter.formatCount(side.total());
    }

    private static List<ConsolePageLink> links(ChangeResponse change) {
        List<ConsolePageLink> links = new ArrayList<>();
        String link = change.link();
        if (link != null && link.startsWith("https://")) {
            links.add(new ConsolePageLink("Where it was carried out", link));
        }
        links.add(new ConsolePageLink("Who did what", "/audit?subject=" + change.id()));
        return links;
    }
}
