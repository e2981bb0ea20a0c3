// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.change.Change;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Queries for the technologies that reported changes introduce. Thread-safe.
@Component
public class ChangeTechnologyQueries {
    private final ChangeRepository changes;

    ChangeTechnologyQueries(ChangeRepository changes) {
        this.changes = changes;
    }

    /// A reported change with the technologies it introduces.
    ///
    /// @param introduces technology keys, empty for none; null if not declared
    /// @param rolledBackAt when it was rolled back; null if it was not
    public record ChangeWithTechnologies(
            Change change,
            @Nullable List<String> introduces,
            @Nullable Instant rolledBackAt) {
        private static ChangeWithTechnologies of(RecordedChange one) {
            return new ChangeWithTechnologies(one.change(), one.details().technologies(), one.rolledBackAt());
        }
    }

    /// Returns changes that declare introduced technologies, oldest first.
    public List<ChangeWithTechnologies> listIntroducing() {
        return changes.listIntroducing().stream()
                .map(ChangeWithTechnologies::of)
                .toList();
    }

    /// Returns running changes of a service, with or without declared technologies, oldest first.
    public List<ChangeWithTechnologies> listRunning(String service, String environment) {
        return changes.listRunningByService(service, environment).stream()
                .map(ChangeWithTechnologies::of)
                .toList();
    }

    /// Returns whether a reported change has this id.
    public boolean existsById(String id) {
        return changes.findById(id).isPresent();
    }
}
