// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.server.console.flag.FlagDetails;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// The choice of the flag that a rollout is planned for. Its question: which change is next?
///
/// @param text part of a key or a description that is looked for; empty for all
/// @param rows of flags with two variants or more, the first 50
/// @param found how many there are
/// @param now when this was true
record FlagSelectionPageModel(String text, List<Row> rows, int found, Instant now) {
    private static final int MOST = 50;

    /// A flag that could be rolled out.
    ///
    /// @param variants their names
    record Row(FlagDetails flag, String variants) {
        String planPath() {
            return flag.path() + "/rollout";
        }
    }

    static FlagSelectionPageModel of(String text, List<FlagDetails> flags, Instant now) {
        String wanted = text.toLowerCase(Locale.ROOT);
        List<Row> rows = flags.stream()
                .filter(flag -> flag.flag().path("variants").size() > 1)
                .filter(flag -> flag.key().toLowerCase(Locale.ROOT).contains(wanted)
                        || flag.description().toLowerCase(Locale.ROOT).contains(wanted))
                .map(flag -> new Row(
                        flag, String.join(", ", flag.flag().path("variants").propertyNames())))
                .toList();
        return new FlagSelectionPageModel(text, rows.stream().limit(MOST).toList(), rows.size(), now);
    }

    /// The answer, in a sentence.
    String lead() {
        if (found == 0) {
            return text.isEmpty()
                    ? "No flag has two variants yet, so there is nothing to go from and to."
                    : "No flag with two variants is called so or described so.";
        }
        return "Of which flag? " + DisplayFormatter.count(found) + (found == 1 ? " flag has" : " flags have")
                + " two variants or more."
                + (found > MOST ? " The first " + MOST + " are listed: search for the others." : "");
    }
}
