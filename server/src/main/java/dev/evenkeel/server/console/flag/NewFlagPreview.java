// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.gates.editing.FlagEditValidationResult;
import dev.evenkeel.server.gates.editing.FlagEditValidationResult.Verdict;
import java.util.List;

/// Live preview of a new flag, shown beside the form.
record NewFlagPreview(NewFlagForm flag, FlagEditValidationResult validation) {
    /// Creates the preview of a form that is invalid.
    static NewFlagPreview ofErrors(NewFlagForm flag, List<ValidationError> faults) {
        return new NewFlagPreview(
                flag, new FlagEditValidationResult(0, "{}", null, Verdict.REFUSED, faults, List.of(), "", null));
    }

    StatusBadge badge() {
        return switch (validation.verdict()) {
            case SAVE -> new StatusBadge(StatusBadge.Tone.GOOD, "check", "Can be made");
            case PROPOSE -> new StatusBadge(StatusBadge.Tone.CAUTION, "hourglass", "Has to be approved by others");
            case SAME, REFUSED -> new StatusBadge(StatusBadge.Tone.CALM, "minus", "Not complete yet");
        };
    }

    /// Returns what services get initially, in a sentence.
    String describeInitialValue() {
        String usual = flag.defaultVariant();
        if (!flag.enabled()) {
            return "Off: services use the default of their own code until somebody switches it on.";
        }
        return usual == null
                ? "On, without a default variant: services use the default of their own code."
                : "On: everybody gets " + usual + " within a second or so.";
    }

    /// Returns the definition that would be saved; empty if it is invalid.
    String flagJson() {
        String text = validation.text();
        return text == null ? "" : text;
    }

    /// Returns the path of the flag's page after creation.
    String path() {
        return "/flags/" + PageUrls.encode(flag.environment()) + "/" + PageUrls.encode(flag.key());
    }
}
