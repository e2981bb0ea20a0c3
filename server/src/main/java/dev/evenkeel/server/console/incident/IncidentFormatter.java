// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentRole;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.incident.SeverityRule;
import dev.evenkeel.server.console.kit.ConsolePageLink;
import dev.evenkeel.server.console.kit.PageUrls;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Formats parts of incidents identically for all pages.
public final class IncidentFormatter {
    private static final String ROLLOUT = "rollout:";
    private static final String CHANGE = "change:";
    private static final String ROLLBACK = "rollback:";
    private static final String EDIT = "edit:";
    private static final String SCHEDULED = "schedule:";
    private static final String EXPERIMENT = "experiment:";
    private static final String EXPERIMENT_END = "experiment-end:";
    private static final Pattern CHANGED_FLAG = Pattern.compile("([^/]+)/(.+?)@\\d+(@.*)?");

    private IncidentFormatter() {}

    /// Returns an enum constant as lower-case words: `BINARY_PUSH` as `binary push`.
    static String formatName(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// Returns an enum constant as words with an initial capital: `Binary push`.
    static String formatTitle(Enum<?> name) {
        String plain = formatName(name);
        return Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
    }

    /// Returns the name of the incident commander; empty if there is none.
    public static String formatCommander(Incident incident) {
        return incident.response().roles().getOrDefault(IncidentRole.COMMANDER, "");
    }

    /// Returns the threshold from which an incident has this severity.
    static String describeSeverity(IncidentSeverity severity) {
        SeverityRule rule = SeverityRule.initial();
        String wrong = severity == rule.wrongMoney() ? "money that is wrong, or " : "";
        return rule.levels().stream()
                .filter(level -> level.severity() == severity)
                .findFirst()
                .map(level -> wrong + "at least " + QuantityFormatter.formatPercent(level.affectedUserShare())
                        + " of users, " + QuantityFormatter.formatCount(level.failedRequests()) + " failed requests or "
                        + QuantityFormatter.formatCount(level.money().longValue()) + " of money")
                .orElse("less than that, or nobody knows yet");
    }

    /// Returns the rollout id in a change name; empty if the change is not a rollout.
    static String rolloutId(String change) {
        return change.startsWith(ROLLOUT) ? change.substring(ROLLOUT.length()) : "";
    }

    /// Returns a change name as text: `rollout:r-1` as `rollout r-1`.
    static String formatChange(String name) {
        return name.replaceFirst(":", " ");
    }

    /// Returns links to the pages about a change; empty if there are none.
    static List<ConsolePageLink> changeLinks(String change) {
        String rollout = rolloutId(change);
        if (!rollout.isEmpty()) {
            return List.of(
                    new ConsolePageLink("The rollout", "/rollouts/" + rollout),
                    new ConsolePageLink("Its story", "/changes/" + rollout));
        }
        if (change.startsWith(CHANGE)) {
            return List.of(new ConsolePageLink("The change", "/changes/" + change.substring(CHANGE.length())));
        }
        if (change.startsWith(ROLLBACK)) {
            return List.of(new ConsolePageLink("The rollout", "/rollouts/" + change.substring(ROLLBACK.length())));
        }
        if (change.startsWith(EXPERIMENT) || change.startsWith(EXPERIMENT_END)) {
            return List.of(new ConsolePageLink("The experiment", "/experiments/" + change.replaceFirst("^[^:]*:", "")));
        }
        return isFlagEdit(change) ? flagLinks(change.replaceFirst("^[^:]*:", "")) : List.of();
    }

    /* Edits that were linked before they had a revision are identified by an audit log number. */
    private static List<ConsolePageLink> flagLinks(String edit) {
        Matcher flag = CHANGED_FLAG.matcher(edit);
        return flag.matches()
                ? List.of(new ConsolePageLink(
                        "The flag", "/flags/" + PageUrls.encode(flag.group(1)) + "/" + PageUrls.encode(flag.group(2))))
                : List.of(new ConsolePageLink("The edit", "/audit/" + edit));
    }

    /// Whether a change is a flag edit or a scheduled flag change.
    static boolean isFlagEdit(String change) {
        return change.startsWith(EDIT) || change.startsWith(SCHEDULED);
    }

    /// Returns the experiment id in a change name; empty if the change is not an experiment.
    static String experimentId(String change) {
        return change.startsWith(EXPERIMENT) ? change.substring(EXPERIMENT.length()) : "";
    }
}
