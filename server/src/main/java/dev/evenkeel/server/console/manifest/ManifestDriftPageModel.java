// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.manifest;

import dev.evenkeel.api.ManifestApi.ObjectDrift;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.server.console.kit.DifferenceRow;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import java.util.List;

/// Model of the manifests page. Answers: do the objects on the server still match their files?
///
/// @param drift drift status of each object that was applied from a file
/// @param kinds file format of each kind
record ManifestDriftPageModel(List<ObjectDrift> drift, List<KindDescriptor> kinds) {
    ManifestDriftPageModel {
        drift = List.copyOf(drift);
        kinds = List.copyOf(kinds);
    }

    /// Returns the objects that were changed or deleted manually.
    List<ObjectDrift> drifted() {
        return drift.stream()
                .filter(one -> one.state() != ObjectDrift.State.IN_SYNC)
                .toList();
    }

    /// Returns the tone of the answer.
    StatusBadge.Tone tone() {
        return drift.isEmpty()
                ? StatusBadge.Tone.CALM
                : drifted().isEmpty() ? StatusBadge.Tone.GOOD : StatusBadge.Tone.CAUTION;
    }

    /// Returns the answer in a sentence.
    String summary() {
        if (drift.isEmpty()) {
            return "Nothing here comes from a file.";
        }
        int off = drifted().size();
        if (off == 0) {
            return drift.size() == 1
                    ? "The one object that comes from a file is as in the file."
                    : "All " + QuantityFormatter.formatCount(drift.size())
                            + " objects that come from files are as in the files.";
        }
        return QuantityFormatter.formatCount(off) + " of " + QuantityFormatter.formatCount(drift.size())
                + (drift.size() == 1 ? " object" : " objects") + " that come from files " + (off == 1 ? "was" : "were")
                + " changed by hand since.";
    }

    /// Returns the status badge of an object.
    static StatusBadge toBadge(ObjectDrift object) {
        return switch (object.state()) {
            case IN_SYNC -> new StatusBadge(StatusBadge.Tone.GOOD, "check", "As in the file");
            case MODIFIED -> new StatusBadge(StatusBadge.Tone.CAUTION, "dot", "Changed by hand");
            case DELETED -> new StatusBadge(StatusBadge.Tone.CAUTION, "minus", "Taken away by hand");
        };
    }

    /// Returns the name of an object, prefixed with its environment if it has one.
    static String formatName(ObjectDrift object) {
        return object.environment().isEmpty() ? object.name() : object.environment() + "/" + object.name();
    }

    /// Returns the path of the page that shows the object as a manifest.
    static String path(ObjectDrift object) {
        return ManifestOrigins.path(object.kind(), object.environment(), object.name());
    }

    /// Returns the differences from the file.
    static List<DifferenceRow> listDifferences(ObjectDrift object) {
        return DifferenceRow.toRows(object.differences());
    }
}
