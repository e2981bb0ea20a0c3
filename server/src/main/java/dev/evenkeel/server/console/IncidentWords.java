// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import dev.evenkeel.engine.incident.Severity;
import dev.evenkeel.engine.incident.SeverityRule;
import dev.evenkeel.server.console.ChangePage.Link;
import java.util.List;
import java.util.Locale;

/// What every page says of incidents in the same words.
final class IncidentWords {
    private static final String ROLLOUT = "rollout:";
    private static final String CHANGE = "change:";
    private static final String EDIT = "edit:";

    private IncidentWords() {}

    /// A name of the code as people read it: `BINARY_PUSH` as `binary push`.
    static String plain(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// The same at the begin of a line: `Binary push`.
    static String title(Enum<?> name) {
        String plain = plain(name);
        return Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
    }

    /// From when on an incident is so bad, by the rule that grades it.
    static String meaning(Severity severity) {
        SeverityRule rule = SeverityRule.first();
        String wrong = severity == rule.wrongMoney() ? "money that is wrong, or " : "";
        return rule.levels().stream()
                .filter(level -> level.severity() == severity)
                .findFirst()
                .map(level -> wrong + "at least " + percent(level.usersShare()) + " of users, "
                        + Numbers.count(level.requestsFailed()) + " failed requests or "
                        + Numbers.count(level.money().longValue()) + " of money")
                .orElse("less than that, or nobody knows yet");
    }

    /// A share of 0..1 as somebody wrote it: `25 %`, `0.5 %`.
    static String percent(double share) {
        return Numbers.digits(100 * share).replaceFirst("[.]?0+$", "") + "\u00a0%";
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
    static List<Link> links(String change) {
        String rollout = rollout(change);
        if (!rollout.isEmpty()) {
            return List.of(
                    new Link("The rollout", "/rollouts/" + rollout), new Link("Its story", "/changes/" + rollout));
        }
        if (change.startsWith(CHANGE)) {
            return List.of(new Link("The change", "/changes/" + change.substring(CHANGE.length())));
        }
        return change.startsWith(EDIT)
                ? List.of(new Link("The edit", "/audit/" + change.substring(EDIT.length())))
                : List.of();
    }
}
