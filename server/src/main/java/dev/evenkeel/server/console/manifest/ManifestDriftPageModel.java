// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.manifest;

import dev.evenkeel.server.console.kit.DifferenceRow;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ObjectDrift;
import java.util.List;

/// The page of objects as files. Its question: does what is in force still say what its files say?
///
/// @param drift how each object stands that came from a file
/// @param forms how files write each kind
record ManifestDriftPageModel(List<ObjectDrift> drift, List<KindDescriptor> forms) {
    ManifestDriftPageModel {
        drift = List.copyOf(drift);
        forms = List.copyOf(forms);
    }

    /// Those that were changed or taken away by hand.
    List<ObjectDrift> off() {
        return drift.stream()
                .filter(one -> one.state() != ObjectDrift.State.AS_APPLIED)
                .toList();
    }

    /// What the colour of the answer says.
    StatusBadge.Tone tone() {
        return drift.isEmpty()
                ? StatusBadge.Tone.CALM
                : off().isEmpty() ? StatusBadge.Tone.GOOD : StatusBadge.Tone.CAUTION;
    }

    /// The answer, in a sentence.
    String lead() {
        if (drift.isEmpty()) {
            return "Nothing here comes from a file.";
        }
        int off = off().size();
        if (off == 0) {
            return drift.size() == 1
                    ? "The one object that comes from a file is as in the file."
                    : "All " + DisplayFormatter.count(drift.size())
                            + " objects that come from files are as in the files.";
        }
        return DisplayFormatter.count(off) + " of " + DisplayFormatter.count(drift.size())
                + (drift.size() == 1 ? " object" : " objects") + " that come from files " + (off == 1 ? "was" : "were")
                + " changed by hand since.";
    }

    /// How an object stands.
    static StatusBadge mark(ObjectDrift object) {
        return switch (object.state()) {
            case AS_APPLIED -> new StatusBadge(StatusBadge.Tone.GOOD, "check", "As in the file");
            case CHANGED -> new StatusBadge(StatusBadge.Tone.CAUTION, "dot", "Changed by hand");
            case GONE -> new StatusBadge(StatusBadge.Tone.CAUTION, "minus", "Taken away by hand");
        };
    }

    /// An object's name, with its environment where it has one.
    static String name(ObjectDrift object) {
        return object.environment().isEmpty() ? object.name() : object.environment() + "/" + object.name();
    }

    /// Where the object is shown as the file that it would be.
    static String path(ObjectDrift object) {
        return ManifestOrigins.path(object.kind(), object.environment(), object.name());
    }

    /// What differs from the file.
    static List<DifferenceRow> rows(ObjectDrift object) {
        return DifferenceRow.rows(object.differences());
    }
}
