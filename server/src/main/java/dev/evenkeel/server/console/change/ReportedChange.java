// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.change;

import dev.evenkeel.engine.change.ChangeOutcome;
import dev.evenkeel.engine.change.ChangeStatus;
import dev.evenkeel.engine.change.Harm;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.console.change.ChangePage.Entry;
import dev.evenkeel.server.console.change.ChangePage.Next;
import dev.evenkeel.server.console.change.ChangePage.Phase;
import dev.evenkeel.server.console.change.ChangePage.Place;
import dev.evenkeel.server.console.kit.Mark;
import dev.evenkeel.server.console.kit.Numbers;
import dev.evenkeel.server.console.kit.PageLink;
import dev.evenkeel.server.operations.change.ChangeView;
import dev.evenkeel.server.operations.change.EvidenceView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The page of a change that others carried out and told of. Less is known of it, and the page says so.
final class ReportedChange {
    private static final String UNSEEN =
            "Somebody else carried this change out and told of it: nothing of this is known"
                    + " here. A change that a flag leads has it all.";

    private ReportedChange() {}

    static ChangePage of(ChangeRecordings.Reported reported, Instant now) {
        ChangeView change = reported.change();
        return new ChangePage(
                change.id(),
                title(change),
                now,
                ChangeState.mark(change),
                about(change),
                next(reported),
                List.of(
                        new Phase("Assess", Place.UNKNOWN, List.of(UNSEEN), List.of(), List.of()),
                        new Phase("Prepare", Place.UNKNOWN, List.of(), List.of(), List.of()),
                        rollOut(change),
                        result(reported)),
                links(change));
    }

    private static String title(ChangeView change) {
        return change.title().isEmpty() ? change.service() + ": " + change.externalId() : change.title();
    }

    private static String about(ChangeView change) {
        return Stream.of(
                        "service " + change.service(),
                        "environment " + change.environment(),
                        change.kind().name().toLowerCase(Locale.ROOT),
                        "told by " + change.source() + " as " + change.externalId(),
                        change.author() == null ? "" : "by " + change.author())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private static Next next(ChangeRecordings.Reported reported) {
        ChangeView change = reported.change();
        if (change.finishedAt() == null) {
            return Next.nothing("Nothing to do here: " + change.source() + " will tell how it ends.");
        }
        return reported.incidents().stream()
                .filter(incident -> incident.state().isOpen())
                .findFirst()
                .map(incident -> Next.at(
                        Numbers.sentence("The incident \"" + incident.title() + "\" is open"),
                        "/incidents/" + incident.id(),
                        "Open the incident"))
                .orElseGet(() -> change.outcome() == ChangeOutcome.OPEN
                        ? Next.nothing(Numbers.sentence("Nothing to do: " + change.reason()))
                        : Next.by(
                                "It turned out " + word(change.outcome()) + ". Who knows better can say so.",
                                "./evenkeel change outcome " + change.id() + " OUTCOME --reason TEXT"));
    }

    private static String word(ChangeOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Phase rollOut(ChangeView change) {
        List<Entry> entries = new ArrayList<>();
        Instant committed = change.committedAt();
        if (committed != null) {
            entries.add(new Entry(
                    committed, new Mark(Mark.Tone.CALM, "dot", "Committed"), "The oldest commit in it.", "", ""));
        }
        String artifact = change.artifact();
        entries.add(new Entry(
                change.startedAt(),
                new Mark(Mark.Tone.CALM, "play", "Began"),
                artifact == null ? "It began to reach production." : "It began to reach production: " + artifact + ".",
                "",
                Objects.requireNonNullElse(change.author(), "")));
        Instant finished = change.finishedAt();
        if (finished != null) {
            boolean done = change.status() == ChangeStatus.DONE;
            entries.add(new Entry(
                    finished,
                    done ? new Mark(Mark.Tone.GOOD, "check", "Done") : new Mark(Mark.Tone.CAUTION, "stop", "Given up"),
                    done ? "It had reached all users." : "It ended before it reached all users.",
                    "",
                    ""));
        }
        return new Phase("Roll out", finished == null ? Place.HERE : Place.DONE, List.of(), entries, List.of());
    }

    private static Phase result(ChangeRecordings.Reported reported) {
        ChangeView change = reported.change();
        List<Entry> entries = new ArrayList<>();
        Instant back = change.rolledBackAt();
        if (back != null) {
            entries.add(new Entry(back, new Mark(Mark.Tone.BAD, "back", "Rolled back"), "It was taken back.", "", ""));
        }
        reported.incidents().stream().map(ReportedChange::incident).forEach(entries::add);
        change.harms().stream()
                .filter(harm -> harm.cause() == Harm.Cause.REPAIRED)
                .map(harm -> new Entry(
                        harm.at(),
                        new Mark(Mark.Tone.CAUTION, "alert", "Repaired"),
                        Numbers.sentence(harm.words()),
                        "",
                        ""))
                .forEach(entries::add);
        List<String> words = new ArrayList<>();
        words.add(Numbers.sentence(
                "Outcome " + word(change.outcome()) + ", by " + change.rule() + ": " + change.reason()));
        words.addAll(evidence(reported.evidence()));
        return new Phase(
                "Result",
                change.finishedAt() == null ? Place.AHEAD : Place.DONE,
                words,
                entries.stream().sorted(Comparator.comparing(Entry::at)).toList(),
                List.of());
    }

    private static Entry incident(Incident incident) {
        return new Entry(
                incident.openedAt(),
                Mark.of(incident.severity().severity()),
                Numbers.sentence(incident.title() + " (" + Mark.of(incident).word() + ")"),
                "/incidents/" + incident.id(),
                "");
    }

    private static List<String> evidence(@Nullable EvidenceView evidence) {
        return evidence == null
                ? List.of()
                : evidence.objectives().stream()
                        .map(one -> Numbers.sentence(one.slo() + ", 30 min before and after: "
                                + one.answer().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", "
                                + side(one.before()) + " bad before and " + side(one.after()) + " after; "
                                + evidence.label()))
                        .toList();
    }

    private static String side(EvidenceView.Side side) {
        return Numbers.count(side.bad()) + " of " + Numbers.count(side.total());
    }

    private static List<PageLink> links(ChangeView change) {
        List<PageLink> links = new ArrayList<>();
        String link = change.link();
        if (link != null && link.startsWith("https://")) {
            links.add(new PageLink("Where it was carried out", link));
        }
        links.add(new PageLink("Who did what", "/audit?subject=" + change.id()));
        return links;
    }
}
