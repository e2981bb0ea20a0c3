// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.cause;

import dev.evenkeel.engine.cause.CauseRanking;
import dev.evenkeel.engine.cause.HarmMeasure;
import dev.evenkeel.engine.incident.HarmDurationCalculator;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentLoss;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.operations.incident.report.CauseReportService;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The page of causes. Its question: what should we fix first?
///
/// @param choice what was asked for, and what can be
/// @param lead the answer, in a sentence
/// @param lines what else there is to say of it
/// @param plot the causes as a drawing
/// @param rows the causes, the most harm first
/// @param gaps incidents that count nowhere, and why
/// @param uncertainty what the numbers hold with
record CausesPageModel(
        CauseSelection choice,
        String lead,
        List<String> lines,
        ParetoChart plot,
        List<Row> rows,
        List<UncountedIncidents> gaps,
        String uncertainty) {
    private static final int NEWEST = 5;
    private static final int TOP = 3;
    private static final double LITTLE = 0.005;
    private static final double WHOLE_FROM = 10;

    /// What was asked for.
    ///
    /// @param services that can be asked for
    /// @param problem with what was asked for; empty for none
    record CauseSelection(List<String> services, CauseReportService.CauseReportQuery question, String problem) {
        CauseSelection {
            var all = new TreeSet<>(services);
            if (!question.service().isEmpty()) {
                all.add(question.service());
            }
            services = List.copyOf(all);
        }

        /// The measures by which causes can be ordered.
        List<CauseFilterLink> measures() {
            return Stream.of(HarmMeasure.values()).map(this::link).toList();
        }

        private CauseFilterLink link(HarmMeasure measure) {
            Map<String, String> asked = new LinkedHashMap<>();
            asked.put("service", question.service());
            asked.put("days", Integer.toString(question.days()));
            asked.put("by", key(measure));
            return new CauseFilterLink(
                    switch (measure) {
                        case MONEY -> "By money";
                        case MINUTES -> "By minutes";
                        case COUNT -> "By incidents";
                    },
                    PageUrls.of("/causes", asked),
                    measure == question.measure());
        }

        /// The measure as it stands in the address.
        String by() {
            return key(question.measure());
        }

        private static String key(HarmMeasure measure) {
            return measure.name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param current whether it leads to what is shown
    record CauseFilterLink(String name, String path, boolean current) {}

    /// An incident to look at.
    record IncidentReference(String id, String title) {}

    /// One cause.
    ///
    /// @param incidents those with several causes by its part of each
    /// @param minutes lost to it
    /// @param money lost to it
    /// @param share of all harm
    /// @param expected the same as it is to be expected
    /// @param rate incidents in a quarter
    /// @param saved harm that a fix saves in a quarter
    /// @param topThree chance to be among the three that do most harm
    /// @param newest incidents, newest first
    record Row(
            String cause,
            String incidents,
            String minutes,
            String money,
            String share,
            String expected,
            String rate,
            String saved,
            String topThree,
            List<IncidentReference> newest) {}

    /// Incidents that count nowhere.
    ///
    /// @param words how many, and how much hangs on them
    /// @param newest some of them, newest first
    record UncountedIncidents(String words, String remedy, List<IncidentReference> newest) {}

    static CausesPageModel of(CauseSelection choice, CauseReportService.CauseReportResult answer) {
        var sums = new CauseSummaryMessages(choice.question().measure(), answer);
        List<CauseRanking.RankedCause> rows = answer.report().rows();
        return new CausesPageModel(
                choice,
                sums.lead(choice.question()),
                sums.lines(choice.question()),
                ParetoChart.of(rows, sums.of()),
                rows.stream().map(sums::row).toList(),
                sums.gaps(),
                "Ranges hold with 90 %, chances are off by at most "
                        + DisplayFormatter.digits(
                                100 / Math.sqrt(answer.report().draws()))
                        + " points. Assumed: incidents of a cause come at a constant rate; worse ones than those seen are"
                        + " not imagined; a fix removes its cause for good.");
    }

    /// A share of 0..1 in whole percents, which is what the draws can tell.
    static String percent(double share) {
        if (share > 0 && share < LITTLE) {
            return "under 1\u00a0%";
        }
        return share < 1 && share > 1 - LITTLE ? "over 99\u00a0%" : Math.round(100 * share) + "\u00a0%";
    }

    /// A range of shares in whole percents.
    static String range(CauseRanking.Interval share) {
        return Math.round(100 * share.low()) + "–" + Math.round(100 * share.high()) + "\u00a0%";
    }

    /// What the incidents say beyond the report.
    private record CauseSummaryMessages(HarmMeasure measure, CauseReportService.CauseReportResult answer) {
        /// What a share is of.
        String of() {
            return switch (measure) {
                case MONEY -> "the money";
                case MINUTES -> "the minutes";
                case COUNT -> "the incidents";
            };
        }

        String lead(CauseReportService.CauseReportQuery question) {
            String days = DisplayFormatter.count(question.days()) + (question.days() == 1 ? " day" : " days");
            String service = question.service().isEmpty() ? "" : " of " + question.service();
            List<CauseRanking.RankedCause> rows = answer.report().rows();
            if (rows.isEmpty()) {
                return answer.incidents().isEmpty()
                        ? "Nothing to fix is known: no incident" + service + " in " + days + "."
                        : "What to fix first is not known: no incident" + service + " in " + days + " has "
                                + (measure == HarmMeasure.COUNT ? "a cause." : "a cause and a known loss.");
            }
            CauseRanking.RankedCause first = rows.getFirst();
            String chance = rows.size() > TOP
                    ? ", among the top three with " + percent(first.topThree())
                    : rows.size() == 1 ? ", the only cause that is known" : ", of " + rows.size() + " known causes";
            return "Fix “" + first.cause() + "” first: " + percent(first.observedShare()) + " of " + of() + service
                    + " of " + days + chance + ".";
        }

        List<String> lines(CauseReportService.CauseReportQuery question) {
            CauseRanking report = answer.report();
            if (report.rows().isEmpty()) {
                return List.of();
            }
            CauseRanking.RankedCause first = report.rows().getFirst();
            double all = report.rows().stream()
                    .mapToDouble(CauseRanking.RankedCause::harm)
                    .sum();
            return List.of(
                    "A fix that lasts saves " + saved(first) + " a quarter.",
                    "From " + incidents(report.incidents())
                            + (measure == HarmMeasure.COUNT ? "." : ", which cost " + harm(all) + ".")
                            + (question.measure() == HarmMeasure.MONEY && report.incidents() < 2 * TOP
                                    ? " That is few: the order may be luck."
                                    : ""));
        }

        Row row(CauseRanking.RankedCause row) {
            List<Incident> own = answer.incidents().stream()
                    .filter(one -> one.account().causeParts().containsKey(row.cause()))
                    .toList();
            return new Row(
                    row.cause(),
                    rounded(row.count()),
                    sum(own, CauseSummaryMessages::minutes, row.cause()) + "\u00a0min",
                    answer.currency() == null
                            ? "not told"
                            : answer.currency() + "\u00a0" + sum(own, this::money, row.cause()),
                    percent(row.observedShare()),
                    range(row.share()),
                    DisplayFormatter.digits(row.incidentsPerQuarter().mean()) + " ("
                            + DisplayFormatter.digits(row.incidentsPerQuarter().low()) + "–"
                            + DisplayFormatter.digits(row.incidentsPerQuarter().high()) + ")",
                    saved(row),
                    percent(row.topThree()),
                    newest(own));
        }

        private String saved(CauseRanking.RankedCause row) {
            CauseRanking.Interval saved = row.harmPerQuarter();
            return harm(saved.mean()) + " (" + rounded(saved.low()) + "–" + rounded(saved.high()) + ")";
        }

        private String harm(double amount) {
            return switch (measure) {
                case MONEY -> (answer.currency() + "\u00a0" + rounded(amount)).strip();
                case MINUTES -> rounded(amount) + "\u00a0min";
                case COUNT -> rounded(amount) + " incidents";
            };
        }

        List<UncountedIncidents> gaps() {
            return Stream.of(
                            gap(
                                    one -> one.account().causes().isEmpty(),
                                    " without a cause: ",
                                    "Name causes in its review: ./evenkeel incident review ID --record review.yaml"),
                            gap(
                                    one -> !one.account().causes().isEmpty() && amount(one) == null,
                                    measure == HarmMeasure.MINUTES ? " of unknown length: " : " of unknown loss: ",
                                    measure == HarmMeasure.MINUTES
                                            ? "Say when harm began and when it ended, in times of its review."
                                            : "Say what was lost, in impact.lost of its review."))
                    .filter(gap -> !gap.newest().isEmpty())
                    .toList();
        }

        private UncountedIncidents gap(Predicate<Incident> belongs, String what, String remedy) {
            List<Incident> some = answer.incidents().stream().filter(belongs).toList();
            List<String> known = Stream.of(
                            total(some, this::money, String.valueOf(answer.currency()) + "\u00a0", ""),
                            total(some, CauseSummaryMessages::minutes, "", "\u00a0min"))
                    .filter(words -> !words.isEmpty())
                    .toList();
            String weight = known.isEmpty() ? "nobody knows what they cost" : "at least " + String.join(" and ", known);
            return new UncountedIncidents(incidents(some.size()) + what + weight + ".", remedy, newest(some));
        }

        private static String incidents(int count) {
            return DisplayFormatter.count(count) + (count == 1 ? " incident" : " incidents");
        }

        private static String total(Collection<Incident> incidents, HarmAmount of, String before, String behind) {
            List<Double> known = incidents.stream()
                    .map(of::of)
                    .filter(Objects::nonNull)
                    .map(Double.class::cast)
                    .toList();
            return known.isEmpty()
                    ? ""
                    : before
                            + rounded(known.stream()
                                    .mapToDouble(Double::doubleValue)
                                    .sum())
                            + behind;
        }

        private static String sum(Collection<Incident> incidents, HarmAmount of, String cause) {
            double sum = 0;
            for (Incident one : incidents) {
                Double amount = of.of(one);
                sum += amount == null ? 0 : amount * one.account().causeParts().getOrDefault(cause, 0.0);
            }
            return rounded(sum);
        }

        private @Nullable Double amount(Incident incident) {
            return switch (measure) {
                case MONEY -> money(incident);
                case MINUTES -> minutes(incident);
                case COUNT -> (Double) 1.0;
            };
        }

        private @Nullable Double money(Incident incident) {
            IncidentLoss lost = incident.account().impact().lost();
            return lost == null || !lost.currency().equals(answer.currency())
                    ? null
                    : (Double) lost.amount().doubleValue();
        }

        private static @Nullable Double minutes(Incident incident) {
            return HarmDurationCalculator.minutes(incident);
        }

        private static List<IncidentReference> newest(List<Incident> incidents) {
            return incidents.reversed().stream()
                    .limit(NEWEST)
                    .map(one -> new IncidentReference(one.id(), one.title()))
                    .toList();
        }
    }

    /// What an incident cost; null when nobody knows.
    private interface HarmAmount {
        @Nullable
        Double of(Incident incident);
    }

    private static String rounded(double amount) {
        return amount >= WHOLE_FROM || amount == Math.rint(amount)
                ? DisplayFormatter.count(Math.round(amount))
                : DisplayFormatter.digits(amount);
    }
}
