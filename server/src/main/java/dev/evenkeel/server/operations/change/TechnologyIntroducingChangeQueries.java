// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.change.Change;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Queries for the technologies that reported changes introduce. Thread-safe.
@Component
public class TechnologyIntroducingChangeQueries {
    private final ChangeRepository changes;

    TechnologyIntroducingChangeQueries(ChangeRepository changes) {
        this.changes = changes;
    }

    /// A reported change with the technologies it introduces.
    ///
    /// @param introduces technology keys, empty for none; null if not declared
    /// @param rolledBackAt when it was rolled back; null if it was not
    public record ChangeWithIntroducedTechnologies(
            Change change,
            @Nullable List<String> introduces,
            @Nullable Instant rolledBackAt) {
        private static ChangeWithIntroducedTechnologies of(RecordedChange one) {
            return new ChangeWithIntroducedTechnologies(
                    one.change(), one.details().technologies(), one.rolledBackAt());
        }
    }

    /// Returns changes that declare introduced technologies, oldest first.
    public List<ChangeWithIntroducedTechnologies> listIntroducing() {
        return changes.listIntroducing().stream()
                .map(ChangeWithIntroducedTechnologies::of)
                .toList();
    }

    /// Returns running changes of a service, with or without declared technologies, oldest first.
    public List<ChangeWithIntroducedTechnologies> listRunning(String service, String environment) {
        return changes.listRunningByService(service, environment).stream()
                .map(ChangeWithIntroducedTechnologies::of)
                .toList();
    }

    /// Returns whether a reported change has this id.
    public boolean existsById(String id) {
        return changes.findById(id).isPresent();
    }
}
