// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentRole;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.incident.SeverityRule;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.PageLink;
import dev.evenkeel.server.console.kit.PageUrls;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What every page says of incidents in the same words.
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

    /// A name of the code as people read it: `BINARY_PUSH` as `binary push`.
    static String plain(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// The same at the begin of a line: `Binary push`.
    static String title(Enum<?> name) {
        String plain = plain(name);
        return Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
    }

    /// The incident commander; empty when there is none.
    public static String leader(Incident incident) {
        return incident.response().roles().getOrDefault(IncidentRole.COMMANDER, "");
    }

    /// From when on an incident is so bad, by the rule that grades it.
    static String meaning(IncidentSeverity severity) {
        SeverityRule rule = SeverityRule.first();
        String wrong = severity == rule.wrongMoney() ? "money that is wrong, or " : "";
        return rule.levels().stream()
                .filter(level -> level.severity() == severity)
                .findFirst()
                .map(level -> wrong + "at least " + percent(level.usersShare()) + " of users, "
                        + DisplayFormatter.count(level.requestsFailed()) + " failed requests or "
                        + DisplayFormatter.count(level.money().longValue()) + " of money")
                .orElse("less than that, or nobody knows yet");
    }

    /// A share of 0..1 as somebody wrote it: `25 %`, `0.5 %`.
    static String percent(double share) {
        return DisplayFormatter.digits(100 * share).replaceFirst("[.]?0+$", "") + "\u00a0%";
    }

    /// The id of the rollout that a change is; empty when it is none.
    static String rollout(String change) {
        return change.startsWith(ROLLOUT) ? change.substring(ROLLOUT.length()) : "";
    }

    /// A change's name for people: `rollout:r-1` as `rollout r-1`.
    static String change(String name) {
        return name.replaceFirst(":", " ");
    }

    /// Pages about a change; none when it has none.
    static List<PageLink> links(String change) {
        String rollout = rollout(change);
        if (!rollout.isEmpty()) {
            return List.of(
                    new PageLink("The rollout", "/rollouts/" + rollout),
                    new PageLink("Its story", "/changes/" + rollout));
        }
        if (change.startsWith(CHANGE)) {
            return List.of(new PageLink("The change", "/changes/" + change.substring(CHANGE.length())));
        }
        if (change.startsWith(ROLLBACK)) {
            return List.of(new PageLink("The rollout", "/rollouts/" + change.substring(ROLLBACK.length())));
        }
        if (change.startsWith(EXPERIMENT) || change.startsWith(EXPERIMENT_END)) {
            return List.of(new PageLink("The experiment", "/experiments/" + change.replaceFirst("^[^:]*:", "")));
        }
        return isEdit(change) ? flag(change.replaceFirst("^[^:]*:", "")) : List.of();
    }

    /* Edits that were linked before they had a revision are numbers of the ledger. */
    private static List<PageLink> flag(String edit) {
        Matcher flag = CHANGED_FLAG.matcher(edit);
        return flag.matches()
                ? List.of(new PageLink(
                        "The flag",
                        "/flags/" + PageUrls.encoded(flag.group(1)) + "/" + PageUrls.encoded(flag.group(2))))
                : List.of(new PageLink("The edit", "/audit/" + edit));
    }

    /// Whether a change is an edit of a flag, or a scheduled change of it.
    static boolean isEdit(String change) {
        return change.startsWith(EDIT) || change.startsWith(SCHEDULED);
    }

    /// The id of the experiment that a change is; empty when it is none.
    static String experiment(String change) {
        return change.startsWith(EXPERIMENT) ? change.substring(EXPERIMENT.length()) : "";
    }
}
