// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.gates.editing.FlagEditValidationResult;
import dev.evenkeel.server.gates.editing.FlagEditValidationResult.Verdict;
import java.util.List;

/// What is said beside the form of a new flag while somebody fills it in.
record NewFlagPreview(NewFlagForm flag, FlagEditValidationResult check) {
    /// One that cannot be made as it is.
    static NewFlagPreview refused(NewFlagForm flag, List<Problem.FieldError> faults) {
        return new NewFlagPreview(
                flag, new FlagEditValidationResult(0, "{}", null, Verdict.REFUSED, faults, List.of(), "", null));
    }

    StatusBadge mark() {
        return switch (check.verdict()) {
            case SAVE -> new StatusBadge(StatusBadge.Tone.GOOD, "check", "Can be made");
            case PROPOSE -> new StatusBadge(StatusBadge.Tone.CAUTION, "hourglass", "Has to be approved by others");
            case SAME, REFUSED -> new StatusBadge(StatusBadge.Tone.CALM, "minus", "Not complete yet");
        };
    }

    /// What services get at first, in a sentence.
    String first() {
        String usual = flag.usual();
        if (!flag.on()) {
            return "Off: services use the default of their own code until somebody switches it on.";
        }
        return usual == null
                ? "On, without a default variant: services use the default of their own code."
                : "On: everybody gets " + usual + " within a second or so.";
    }

    /// The flag as it would be saved; empty while it cannot be.
    String text() {
        String text = check.text();
        return text == null ? "" : text;
    }

    /// Address of the flag once it is made.
    String path() {
        return "/flags/" + PageUrls.encoded(flag.environment()) + "/" + PageUrls.encoded(flag.key());
    }
}
