// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.server.console.flag.FlagDetails;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// Model of the page that selects a flag for a rollout plan. Answers: which change is next?
///
/// @param text search text, part of a key or a description; empty for all flags
/// @param rows the first 50 matching flags with two or more variants
/// @param matchCount number of matching flags
/// @param now time of the data
record FlagSelectionPageModel(String text, List<Row> rows, int matchCount, Instant now) {
    private static final int MOST = 50;

    /// A flag for which a rollout can be planned.
    ///
    /// @param variants names of its variants
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

    /// Returns the answer in a sentence.
    String summary() {
        if (matchCount == 0) {
            return text.isEmpty()
                    ? "No flag has two variants yet, so there is nothing to go from and to."
                    : "No flag with two variants is called so or described so.";
        }
        return "Of which flag? " + QuantityFormatter.formatCount(matchCount)
                + (matchCount == 1 ? " flag has" : " flags have")
                + " two variants or more."
                + (matchCount > MOST ? " The first " + MOST + " are listed: search for the others." : "");
    }
}
